using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrchardCore.Portal.Tests.Scaling;

/// <summary>What stands before several machines: gives each request to the next one that takes it.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    // Each request has a connection of its own: on one kept from before, a machine that was killed cannot be told from one that has begun with the request.
    private readonly HttpClient _line = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero });
    private readonly WebApplication _server;
    private readonly IReadOnlyList<int> _ports;
    private int _turn;

    public Proxy(int port, params IReadOnlyList<int> ports)
    {
        _ports = ports;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        _server = builder.Build();
        _server.Run(ForwardAsync);
    }

    public Task StartAsync() => _server.StartAsync();

    private async Task ForwardAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var fault = "";
        var first = Interlocked.Increment(ref _turn) & int.MaxValue;   // once a request: others come meanwhile, and each machine is to be tried
        for (var tried = 0; tried < _ports.Count; tried++)
        {
            using var request = Request(context, _ports[(first + tried) % _ports.Count], body.ToArray());
            try
            {
                using var answer = await _line.SendAsync(request, context.RequestAborted);
                context.Response.StatusCode = (int)answer.StatusCode;
                foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Transfer-Encoding")) context.Response.Headers[name] = values.ToArray();
                await answer.Content.CopyToAsync(context.Response.Body);
                return;
            }
            catch (HttpRequestException failed)
            {
                fault += $"{request.RequestUri}: {failed.HttpRequestError}: {failed.Message}\n";
                // The next may have it when that one has not heard of it, or when twice is as good as once (RFC 9110, 9.2.2).
                if (context.Response.HasStarted || (failed.HttpRequestError != HttpRequestError.ConnectionError && !HttpMethods.IsGet(context.Request.Method))) break;
            }
        }
        if (context.Response.HasStarted) return;
        context.Response.StatusCode = (int)HttpStatusCode.BadGateway;
        await context.Response.WriteAsync(fault);
    }

    private static HttpRequestMessage Request(HttpContext context, int port, byte[] body)
    {
        var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), $"http://127.0.0.1:{port}{context.Request.Path}{context.Request.QueryString}");
        if (body.Length > 0) request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in context.Request.Headers)
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray())) request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _line.Dispose();
    }
}
