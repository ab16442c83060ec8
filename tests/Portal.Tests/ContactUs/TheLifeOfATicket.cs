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

    // Open on weekdays from 9 to 5; Tuesday, 24 November 2026, is a holiday.
    [Theory]
    [InlineData("2026-11-23T10:30", 4, "2026-11-23T14:30")]
    [InlineData("2026-11-23T10:30", 8, "2026-11-25T10:30")]   // over the night and the holiday
    [InlineData("2026-11-23T06:00", 8, "2026-11-23T17:00")]   // by night it counts from the morning, and a full day ends with it
    [InlineData("2026-11-22T12:00", 1, "2026-11-23T10:00")]   // Sunday
    [InlineData("2026-11-20T17:00", 1, "2026-11-23T10:00")]   // at closing on Friday
    [InlineData("2026-11-24T11:00", 0, "2026-11-24T11:00")]
    public void Promises_of_hours_count_while_the_retailer_is_open(string from, int hours, string to)
    {
        var open = new BusinessDays(new HashSet<DateOnly> { new(2026, 11, 24) }).Hours;
        var (start, end) = (DateTime.Parse(from, null), DateTime.Parse(to, null));

        Assert.Equal(end, open.After(start, TimeSpan.FromHours(hours)));
        Assert.Equal(TimeSpan.FromHours(hours), open.Between(start, end));
        Assert.Equal(TimeSpan.Zero, open.Between(end, start.AddSeconds(-1)));
    }
}
