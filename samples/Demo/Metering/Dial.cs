namespace OrchardCore.Portal.Demo.Metering;

/// <summary>
/// Where a register stands at 0:00 of any day since move-in. A day's use follows from the meter's number and the date alone,
/// so that demos of different days tell the same past.
/// </summary>
internal sealed class Dial(string meter, Register register, DateOnly movedIn)
{
    private readonly List<decimal> _reads = [register.FirstRead];

    public string Meter => meter;
    public Register Register => register;

    public decimal At(DateOnly day)
    {
        var days = day.DayNumber - movedIn.DayNumber;
        while (_reads.Count <= days) _reads.Add(_reads[^1] + Used(movedIn.AddDays(_reads.Count - 1)));
        return _reads[days];
    }

    public decimal Between(DateOnly from, DateOnly to) => At(to) - At(from);

    private decimal Used(DateOnly day)
    {
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && register.Season != Season.Sun ? 1.12 : 0.95;
        var use = (double)register.PerDay * register.Season.On(day) * weekend * (0.72 + 0.56 * Chance.Of(meter + register.Name, day));
        return Math.Round((decimal)use, register.Decimals);
    }
}
