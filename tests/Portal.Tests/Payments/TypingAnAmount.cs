using System.Globalization;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.Payments;

public sealed class TypingAnAmount
{
    [Theory]
    [InlineData("161.87", "AUD", 16187)]
    [InlineData(" $1,234.50 ", "AUD", 123450)]
    [InlineData("1234567", "AUD", 123456700)]
    [InlineData("12.5", "AUD", 1250)]
    [InlineData("kr 1,000", "SEK", 100000)]
    [InlineData("1,000", "JPY", 1000)]
    [InlineData("1.234", "KWD", 1234)]
    public void Is_read_the_same_in_every_culture(string typed, string currency, long minor)
    {
        foreach (var culture in new[] { "en-AU", "de-DE", "fr-CH", "ar-SA" })
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.True(TypedAmount.TryRead(typed, Currency.Of(currency), out var amount));
            Assert.Equal(minor, amount.Minor);
        }
    }

    [Theory]
    [InlineData("1,50", "AUD")]
    [InlineData("1,2345.00", "AUD")]
    [InlineData("12,34,567", "AUD")]
    [InlineData(",500", "AUD")]
    [InlineData("1.234", "AUD")]
    [InlineData("1.5", "JPY")]
    [InlineData("5.", "AUD")]
    [InlineData(".5", "AUD")]
    [InlineData("1e3", "AUD")]
    [InlineData("-1", "AUD")]
    [InlineData("0.00", "AUD")]
    [InlineData("£5", "AUD")]
    [InlineData("9999999999999", "AUD")]
    [InlineData("", "AUD")]
    public void What_could_be_meant_otherwise_or_is_no_amount_is_refused(string typed, string currency) =>
        Assert.False(TypedAmount.TryRead(typed, Currency.Of(currency), out _));
}
