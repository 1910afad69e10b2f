// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using Microsoft.AspNetCore.Http;

namespace NetJack2.Serve.Access;

/// <summary>
/// Which requests are served: a page of another site in the user's browser can send any, and so can any user of this computer.
/// </summary>
internal sealed class Gate
{
    // Any name may be one of another site that leads here; and localhost leads to ::1 first, where another user may listen.
    private static readonly string[] s_ownNames = ["127.0.0.1", "[::1]"];

    private readonly IPAddress _address;

    private readonly TokenCheck? _token;

    /// <summary>Creates the gate of an address.</summary>
    /// <param name="address">Where the page is served.</param>
    /// <param name="token">What clients must have; null: nothing.</param>
    public Gate(IPEndPoint address, string? token)
    {
        _address = address.Address;
        _token = token is null ? null : new TokenCheck(token, address.Port);
    }

    /// <summary>Returns why a request is not served; null: it is served.</summary>
    /// <param name="context">The request. Where its address has the token, the answer gets the cookie.</param>
    public HttpRefusal? Check(HttpContext context)
    {
        HttpRequest request = context.Request;
        // With a token no name has to be checked: a browser sends the cookie only to the name that it was set for.
        if (_token is null && !IsOwnName(request.Host.Host))
        {
            return new HttpRefusal(
                StatusCodes.Status421MisdirectedRequest,
                $"This page is served at http://{new IPEndPoint(_address, request.HttpContext.Connection.LocalPort)}/ only; "
                + "a name needs --token.");
        }
        if (_token is null || _token.IsAllowed(request))
            return null;
        if (_token.IsInAddress(request))
        {
            context.Response.Headers.SetCookie = _token.CookieHeader;
            return null;
        }
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return new HttpRefusal(
            StatusCodes.Status401Unauthorized,
            "A token is needed: open this page with ?token=TOKEN, the one that netjack2 serve was started with.");
    }

    /// <summary>Returns why a request that changes something, or asks a server, is not served; null: it is served.</summary>
    public HttpRefusal? CheckUser(HttpContext context) => IsTrusted(context.Connection) ? null
        : new HttpRefusal(StatusCodes.Status403Forbidden, "Only the user of netjack2 serve and root may do this without a token.");

    /// <summary>Returns why a request that changes something is not served; null: it is served.</summary>
    public HttpRefusal? CheckChange(HttpContext context)
    {
        HttpRequest request = context.Request;
        // A form of another site has none of these types, and a script of another site is not allowed them.
        if (!request.HasJsonContentType())
            return new HttpRefusal(StatusCodes.Status415UnsupportedMediaType, "Send JSON, as Content-Type: application/json.");
        if (request.Headers.Origin is not [var origin, ..])
            return CheckUser(context);
        return Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? CheckUser(context) : new HttpRefusal(StatusCodes.Status403Forbidden, "A page of another site may not change the rig.");
    }

    private bool IsTrusted(ConnectionInfo connection) => _token is not null
        || (connection is { RemoteIpAddress: { } address, LocalIpAddress: { } own } && LocalPeer.IsTrusted(
            new IPEndPoint(address, connection.RemotePort), new IPEndPoint(own, connection.LocalPort)));

    private bool IsOwnName(string name) =>
        s_ownNames.Contains(name, StringComparer.OrdinalIgnoreCase)
        || (IPAddress.TryParse(name, out IPAddress? address) && address.Equals(_address));
}
