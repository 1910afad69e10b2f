// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net.Sockets;
using NetJack2.RealTime;
using NetJack2.Serve.Http;
using NetJack2.Serve.Options;

// The program netjack2 starts this one for its command serve.
const int Done = 0, Failed = 1, Misused = 2;
string[] words = args is ["serve", .. var rest] ? rest : args;
if (ServeOptions.IsHelp(words))
{
    Console.Out.Write(ServeOptions.Help);
    return Done;
}
if (!ServeOptions.Read(words).TryGet(out ServeOptions? options, out Refusal? refusal))
{
    Console.Error.WriteLine($"netjack2 serve: {refusal.Reason}");
    return Misused;
}
await using ServeHost host = ServeHost.Create(options);
try
{
    await host.StartAsync();
}
catch (Exception exception) when (exception is IOException or SocketException)
{
    Console.Error.WriteLine($"netjack2 serve: {ServeHost.Describe(exception, options.Address)}");
    return Failed;
}
Console.Out.WriteLine($"netjack2 serve: the rig is shown at {host.Url}");
await host.WaitForEndAsync();
return Done;
