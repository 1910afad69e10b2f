// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NetJack2.Serve.Access;
using NetJack2.Serve.Live;
using NetJack2.Serve.Metrics;
using NetJack2.Serve.Network;

namespace NetJack2.Serve.Http;

/// <summary>The paths of the server and their content. Any thread.</summary>
/// <param name="gate">Which requests are.</param>
/// <param name="pages">The pages of this computer.</param>
/// <param name="feed">What streams send.</param>
/// <param name="network">The rig.</param>
/// <param name="ending">The end of this program.</param>
internal sealed class Routes(Gate gate, RigPages pages, LiveFeed feed, RigNetwork network, CancellationToken ending)
{
    /// <summary>The most bytes of a request's body: two names of ports, escaped.</summary>
    public const int MostBody = 8192;

    // Own files only, nothing inline, in no other site's frame.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Json = "application/json";

    private const string BadOrder = """the body must be JSON such as {"action":"connect","from":"keys/zyn:out_1","to":"studio/pa:in_1"}""";

    /// <summary>Answers a request, also one that is refused. Any thread.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        (HttpRequest request, HttpResponse response) = (context.Request, context.Response);
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
        string path = request.Path.Value ?? "";
        string allowed = path is "/api/patch" ? HttpMethods.Post : "GET, HEAD";
        bool isAllowed = path is "/api/patch" ? HttpMethods.IsPost(request.Method)
            : HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (gate.Check(context) is { } refusal)
            await RefuseAsync(response, refusal);
        else if (!isAllowed)
        {
            response.Headers.Allow = allowed;
            await RefuseAsync(response, new HttpRefusal(StatusCodes.Status405MethodNotAllowed, $"{allowed} only."));
        }
        else
            await ServeAsync(context, path);
    }

    private static async Task RefuseAsync(HttpResponse response, HttpRefusal refusal)
    {
        response.StatusCode = refusal.Status;
        // Who is refused keeps no connection.
        response.Headers.Connection = "close";
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync(refusal.Reason + "\n");
    }

    private static async Task SendAsync(HttpResponse response, string type, ReadOnlyMemory<byte> bytes)
    {
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes);
    }

    private async Task ServeAsync(HttpContext context, string path)
    {
        HttpResponse response = context.Response;
        if (PageFiles.TryGet(path, out (byte[] Bytes, string Type) file))
            await SendAsync(response, file.Type, file.Bytes);
        else
        {
            await (path switch
            {
                "/api/rig" => SendAsync(response, Json, pages.Read().Json),
                "/api/events" => StreamAsync(context),
                "/api/network" => ShowNetworkAsync(context),
                "/api/patch" => ChangeAsync(context),
                "/metrics" => ScrapeAsync(context),
                _ => RefuseAsync(response, new HttpRefusal(StatusCodes.Status404NotFound, "There is nothing here.")),
            });
        }
    }

    private async Task ScrapeAsync(HttpContext context)
    {
        var text = new MemoryStream();
        await RigMetrics.WriteAsync(pages.Read().Modules, text, context.RequestAborted);
        await SendAsync(context.Response, RigMetrics.ContentType, text.GetBuffer().AsMemory(0, (int)text.Length));
    }

    private async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = EventStream.ContentType;
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        bool isTrusted = gate.CheckUser(context) is null;
        if (!feed.TryJoin(isTrusted))
        {
            await RefuseAsync(context.Response, new HttpRefusal(
                StatusCodes.Status503ServiceUnavailable,
                $"{(isTrusted ? LiveFeed.MostClients : LiveFeed.MostStrangers)} pages are open already; close one."));
            return;
        }
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending);
            await EventStream.SendAsync(feed, context.Response.BodyWriter, end);
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // the client has left, or takes nothing, or this program ends
        }
        finally
        {
            feed.Leave(isTrusted);
        }
    }

    private async Task ShowNetworkAsync(HttpContext context)
    {
        if (gate.CheckUser(context) is { } refusal)
        {
            await RefuseAsync(context.Response, refusal);
            return;
        }
        NetworkReport report = await network.ReadAsync(context.RequestAborted);
        await SendAsync(context.Response, Json, JsonSerializer.SerializeToUtf8Bytes(report, NetworkJson.Default.NetworkReport));
    }

    private async Task ChangeAsync(HttpContext context)
    {
        if (gate.CheckChange(context) is { } refusal)
        {
            await RefuseAsync(context.Response, refusal);
            return;
        }
        PatchOrder? order = null;
        try
        {
            order = await JsonSerializer.DeserializeAsync(context.Request.Body, NetworkJson.Default.PatchOrder, context.RequestAborted);
        }
        catch (JsonException)
        {
            order = null;
        }
        PatchAnswer answer = order is null
            ? new PatchAnswer(BadOrder)
            : await network.ChangeAsync(order, context.RequestAborted);
        context.Response.StatusCode = answer.Problem is null ? StatusCodes.Status200OK
            : order is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
        await SendAsync(context.Response, Json, JsonSerializer.SerializeToUtf8Bytes(answer, NetworkJson.Default.PatchAnswer));
    }
}
