using OrchardCore.Portal.ContactUs;

namespace OrchardCore.Portal.Tests.ContactUs;

public sealed class TheLifeOfATicket
{
    [Theory]
    [InlineData(ContactStatus.New, ContactEvent.Acknowledged, ContactStatus.Acknowledged)]
    [InlineData(ContactStatus.Acknowledged, ContactEvent.Started, ContactStatus.InProgress)]
    [InlineData(ContactStatus.InProgress, ContactEvent.AskedCustomer, ContactStatus.WaitingForCustomer)]
    [InlineData(ContactStatus.WaitingForCustomer, ContactEvent.CustomerAnswered, ContactStatus.InProgress)]
    [InlineData(ContactStatus.InProgress, ContactEvent.AskedThirdParty, ContactStatus.WaitingForThirdParty)]
    [InlineData(ContactStatus.WaitingForThirdParty, ContactEvent.Resolved, ContactStatus.Resolved)]
    [InlineData(ContactStatus.Resolved, ContactEvent.RanOut, ContactStatus.Closed)]
    [InlineData(ContactStatus.Resolved, ContactEvent.CustomerAnswered, ContactStatus.Reopened)]
    [InlineData(ContactStatus.Closed, ContactEvent.CustomerAnswered, ContactStatus.Reopened)]
    [InlineData(ContactStatus.New, ContactEvent.CustomerWithdrew, ContactStatus.Withdrawn)]
    public void Steps_that_it_takes(ContactStatus before, ContactEvent happened, ContactStatus after) => Assert.Equal(after, before.After(happened));

    [Theory]
    [InlineData(ContactStatus.Closed, ContactEvent.Resolved)]
    [InlineData(ContactStatus.Withdrawn, ContactEvent.CustomerWithdrew)]
    [InlineData(ContactStatus.InProgress, ContactEvent.RanOut)]
    public void And_steps_that_it_does_not(ContactStatus before, ContactEvent happened) =>
        Assert.Contains($"{before}", Assert.Throws<InvalidOperationException>(() => before.After(happened)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_status_and_every_step_has_words_for_the_customer()
    {
        Assert.All(Enum.GetValues<ContactStatus>(), status => Assert.NotEqual("", StatusWords.Chip(status).Text));
        Assert.All(Enum.GetValues<ContactEvent>(), happened => Assert.NotEqual("", StatusWords.Told(happened)));
    }

    [Theory]
    [InlineData("2026-11-20", 1, "2026-11-23")]   // Friday, Monday
    [InlineData("2026-11-22", 2, "2026-11-24")]   // Sunday, Tuesday
    [InlineData("2026-11-25", 10, "2026-12-09")]
    [InlineData("2026-11-22", 0, "2026-11-22")]
    public void Promises_skip_weekends(string from, int days, string to) =>
        Assert.Equal(DateOnly.Parse(to, null), DateOnly.Parse(from, null).AddBusinessDays(days));
}
