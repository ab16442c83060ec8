using OrchardCore.Portal.Help;

namespace OrchardCore.Portal.Tests.Help;

public sealed class WritingAnswers
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[pay](javascript:alert(1))")]
    [InlineData("[pay](vbscript:x \"title\")")]
    [InlineData("![picture](https://elsewhere.example/track.gif)")]
    [InlineData("<a href=\"https://x.example\" onclick=\"alert(1)\">x</a>")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    public void Nothing_in_an_answer_runs_or_calls_home(string markdown)
    {
        var html = FaqMarkdown.ToHtml(markdown).Text;

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"vbscript", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"data:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<a href=\"https://x.example\"", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Lists_emphasis_tables_and_links_are_kept_and_headings_stand_below_the_question()
    {
        var html = FaqMarkdown.ToHtml("# Days\n\n1. **More** days\n2. *Weather*\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[us](mailto:help@lumen.example.com)").Text;

        foreach (var part in new[] { "<h2>Days</h2>", "<ol>", "<strong>More</strong>", "<em>Weather</em>", "<td>1</td>", "<a href=\"mailto:help@lumen.example.com\">us</a>" })
            Assert.Contains(part, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"category\":\"A\",\"question\":\"Q\",\"answer\":\"A\",\"slug\":\"Not a slug\"}]", "slug")]
    [InlineData("[{\"category\":\"A\",\"question\":\"Q\",\"answer\":\"A\",\"slug\":\"a\"},{\"category\":\"A\",\"question\":\"R\",\"answer\":\"B\",\"slug\":\"a\"}]", "2 times")]
    [InlineData("[{\"slug\":\"a\"}]", "expected category, question and answer")]
    [InlineData("{", "not a list")]
    public async Task A_file_of_answers_that_cannot_be_used_says_why(string json, string why)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, json);

        var fault = await Assert.ThrowsAsync<FormatException>(() => FaqFile.ReadAsync(path, default));

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        File.Delete(path);
    }
}
