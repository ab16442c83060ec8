using OrchardCore.Portal.Notifications;

namespace OrchardCore.Portal.Tests.Notifications;

public sealed class ReadingAsPlainText
{
    [Theory]
    [InlineData("<h1>Hello</h1>\n<p>One   line\nof text.</p><p>And &amp; another.</p>", "Hello\n\nOne line of text.\n\nAnd & another.\n")]
    [InlineData("<p><a href=\"https://a.example/b?c=1&amp;d=2\">Go there</a></p>", "Go there:\nhttps://a.example/b?c=1&d=2\n")]
    [InlineData("<p>See <a href=\"https://a.example\">https://a.example</a>, call <a href=\"tel:1300\">1300</a>.</p>", "See https://a.example, call 1300.\n")]
    [InlineData("<p>First<br>second</p><ul><li>one</li><li>two</li></ul>", "First\nsecond\n\n- one\n- two\n")]
    [InlineData("<p>Facts</p><table><tr><td>Amount</td><td>$5.00</td></tr>\n<tr><th>Account</th><td>1001</td></tr></table>", "Facts\n\nAmount: $5.00\nAccount: 1001\n")]
    [InlineData("<style>p{}</style><p hidden>Not this</p><p>This</p>", "This\n")]
    public void A_mails_text_says_what_its_page_says(string html, string text) => Assert.Equal(text, PlainText.Of(html));
}
