using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.ContactUs;

public sealed class MaskingCardNumbers
{
    [Theory]
    [InlineData("4111111111111111", "[card number removed, ending 1111]")]
    [InlineData("My card 4111 1111 1111 1111.", "My card [card number removed, ending 1111].")]
    [InlineData("4111-1111-1111-1111 12/27 123", "[card number removed, ending 1111] 12/27 123")]
    [InlineData("4111,1111,1111,1111", "[card number removed, ending 1111]")]
    [InlineData("4111_1111 - 1111·1111", "[card number removed, ending 1111]")]
    [InlineData("4111\u200b11111111\u00a01111", "[card number removed, ending 1111]")]
    [InlineData("3782 822463 10005", "[card number removed, ending 0005]")]
    [InlineData("6304 0000 0000 0000 000", "[card number removed, ending 0000]")]
    [InlineData("call 0400 and 5500005555555559 then 4111111111111111", "call 0400 and [card number removed, ending 5559] then [card number removed, ending 1111]")]
    public void A_card_number_is_taken_out_whatever_its_grouping(string written, string kept) => Assert.Equal(kept, CardNumbers.Mask(written));

    [Theory]
    [InlineData("My meter is 4103771220 and my account 20417781.")]
    [InlineData("4111111111111112")]
    [InlineData("Call 0491 570 006 or 0491 570 156")]
    [InlineData("0000 0000 0000 0000")]
    public void Other_numbers_stay(string written) => Assert.Equal(written, CardNumbers.Mask(written));
}
