using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tests.Importing;

namespace OrchardCore.Portal.Tests.Pages;

/// <summary>Pages go compressed where nothing in them is a stranger's to choose (BREACH), and only there.</summary>
public sealed class CompressingPages
{
    // None of them shows a message, a search or a name that somebody else may choose. A new one is added here by hand, with thought.
    private static readonly string[] LookedAt =
    [
        "/", "/services", "/charges", "/statements", "/statements/{number}", "/transactions", "/usage", "/usage/cost", "/usage/readings", "/admin", "/brand/logo", "/brand/logo-dark", "/brand/icon", "/brand/files/{name}",
    ];

    [Fact]
    public async Task A_list_goes_small_made_anew_or_kept_and_says_the_same()
    {
        await using var portal = await PortalApp.InOneProcessAsync();
        await portal.WithGoodSamplesAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "20417781");

        var plain = await priya.ReadAsync("/statements");
        var tokens = new HashSet<string> { Visitor.TokenIn(plain) };
        for (var time = 1; time <= 4; time++)   // kept as it is, kept compressed, made anew, kept compressed
        {
            using var answer = await AskAsync(priya, "/statements", "gzip, br");
            Assert.Equal(("gzip", "Accept-Encoding"), (answer.Content.Headers.ContentEncoding.Single(), answer.Headers.Vary.ToString()));
            Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            var sent = await answer.Content.ReadAsByteArrayAsync();
            var text = await TextAsync(sent, "gzip");
            Assert.True(sent.Length * 2 < text.Length);
            Assert.Equal(time == 3, tokens.Add(Visitor.TokenIn(text)));   // another in each page that is made
            Assert.Equal(plain.Replace(Visitor.TokenIn(plain), "", StringComparison.Ordinal), text.Replace(Visitor.TokenIn(text), "", StringComparison.Ordinal));
            if (time == 2) portal.Clock.Advance(TimeSpan.FromMinutes(2));
        }
    }

    [Theory]
    [InlineData("/statements?q=924")]          // what is searched for stands in the filters
    [InlineData("/statements?status=")]
    [InlineData("/usage?compare=1")]
    [InlineData("/contact")]
    [InlineData("/account")]
    [InlineData("/nothing-here")]
    public async Task A_page_that_repeats_what_is_asked_or_what_people_wrote_goes_as_it_is(string path)
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.WithGoodSamplesAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "20417781");
        using var answer = await AskAsync(priya, path, "gzip, br");
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Contains("<main", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_was_looked_at_is_compressed()
    {
        await using var portal = await PortalApp.StartAsync();
        var compressed = portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Compressed>() is not null).Select(endpoint => endpoint.RoutePattern.RawText!.Length > 1 ? endpoint.RoutePattern.RawText.TrimEnd('/') : "/");
        Assert.Equal(LookedAt.Order(StringComparer.Ordinal), compressed.Order(StringComparer.Ordinal));
    }

    internal static async Task<HttpResponseMessage> AskAsync(Visitor visitor, string path, string takes)
    {
        visitor.Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", takes);
        try { return await visitor.GetAsync(path); }
        finally { visitor.Client.DefaultRequestHeaders.Remove("Accept-Encoding"); }
    }

    internal static async Task<string> TextAsync(byte[] content, string? encoding)
    {
        using var sent = new MemoryStream(content);
        await using Stream text = encoding switch { "gzip" => new GZipStream(sent, CompressionMode.Decompress), "br" => new BrotliStream(sent, CompressionMode.Decompress), _ => sent };
        using var reader = new StreamReader(text, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
