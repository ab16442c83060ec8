using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrchardCore.Portal.Tests.Scaling;

/// <summary>What stands before several machines: gives each request to the next one that takes it.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly HttpClient _line = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
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
        for (var tried = 0; tried < _ports.Count; tried++)
        {
            using var request = Request(context, _ports[(Interlocked.Increment(ref _turn) & int.MaxValue) % _ports.Count], body.ToArray());
            try
            {
                using var answer = await _line.SendAsync(request, context.RequestAborted);
                context.Response.StatusCode = (int)answer.StatusCode;
                foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Transfer-Encoding")) context.Response.Headers[name] = values.ToArray();
                await answer.Content.CopyToAsync(context.Response.Body);
                return;
            }
            catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // That one is gone: it has not heard of the request, so the next may have it.
            }
            catch (HttpRequestException)
            {
                break;   // it may have begun
            }
        }
        if (!context.Response.HasStarted) context.Response.StatusCode = (int)HttpStatusCode.BadGateway;
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
