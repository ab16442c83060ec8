using OrchardCore.Portal.ContactUs;

namespace OrchardCore.Portal.Tests.ContactUs;

public sealed class TheLifeOfATicket
{
    [Theory]
    [InlineData(nameof(ContactStatus.New), nameof(ContactEvent.Acknowledged), nameof(ContactStatus.Acknowledged))]
    [InlineData(nameof(ContactStatus.Acknowledged), nameof(ContactEvent.Started), nameof(ContactStatus.InProgress))]
    [InlineData(nameof(ContactStatus.InProgress), nameof(ContactEvent.AskedCustomer), nameof(ContactStatus.WaitingForCustomer))]
    [InlineData(nameof(ContactStatus.WaitingForCustomer), nameof(ContactEvent.CustomerAnswered), nameof(ContactStatus.InProgress))]
    [InlineData(nameof(ContactStatus.InProgress), nameof(ContactEvent.AskedThirdParty), nameof(ContactStatus.WaitingForThirdParty))]
    [InlineData(nameof(ContactStatus.WaitingForThirdParty), nameof(ContactEvent.Resolved), nameof(ContactStatus.Resolved))]
    [InlineData(nameof(ContactStatus.Resolved), nameof(ContactEvent.RanOut), nameof(ContactStatus.Closed))]
    [InlineData(nameof(ContactStatus.Resolved), nameof(ContactEvent.CustomerAnswered), nameof(ContactStatus.Reopened))]
    [InlineData(nameof(ContactStatus.Closed), nameof(ContactEvent.CustomerAnswered), nameof(ContactStatus.Reopened))]
    [InlineData(nameof(ContactStatus.New), nameof(ContactEvent.CustomerWithdrew), nameof(ContactStatus.Withdrawn))]
    public void Steps_that_it_takes(string before, string happened, string after) =>
        Assert.Equal(after, Enum.Parse<ContactStatus>(before).After(Enum.Parse<ContactEvent>(happened)).ToString());

    [Theory]
    [InlineData(nameof(ContactStatus.Closed), nameof(ContactEvent.Resolved))]
    [InlineData(nameof(ContactStatus.Withdrawn), nameof(ContactEvent.CustomerWithdrew))]
    [InlineData(nameof(ContactStatus.InProgress), nameof(ContactEvent.RanOut))]
    public void And_steps_that_it_does_not(string before, string happened) =>
        Assert.Contains(before, Assert.Throws<InvalidOperationException>(() => Enum.Parse<ContactStatus>(before).After(Enum.Parse<ContactEvent>(happened))).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_status_and_every_step_has_words_for_the_customer()
    {
        Assert.All(Enum.GetValues<ContactStatus>(), status => Assert.NotEqual("", StatusWords.Chip(status).Text));
        Assert.All(Enum.GetValues<ContactEvent>(), happened => Assert.NotEqual("", StatusWords.Told(happened, "Priya")));
    }

    [Theory]
    [InlineData("2026-11-20", 1, "2026-11-23")]   // Friday, Monday
    [InlineData("2026-11-22", 2, "2026-11-24")]   // Sunday, Tuesday
    [InlineData("2026-11-25", 10, "2026-12-09")]
    [InlineData("2026-11-22", 0, "2026-11-22")]
    public void Promises_skip_weekends(string from, int days, string to) =>
        Assert.Equal(DateOnly.Parse(to, null), BusinessDays.WithoutHolidays.After(DateOnly.Parse(from, null), days));
}
