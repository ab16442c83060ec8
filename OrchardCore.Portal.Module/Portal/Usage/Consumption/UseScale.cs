using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>What the height of a chart stands for: from the most that goes up to the most that goes down, in steps of 1, 2 or 5.</summary>
internal readonly record struct UseScale(decimal Top, decimal Bottom, decimal Step)
{
    private const decimal Tall = 224;
    private const decimal Head = 16;

    public static UseScale Of(decimal most, decimal least)
    {
        most = Math.Max(0.001m, most);
        var step = Axis.Step((most + least) / 4);
        return new(step * Math.Ceiling(most / step), least == 0 ? 0 : step * Math.Ceiling(least / step), step);
    }

    /// <summary>In pixels from the top.</summary>
    public decimal Y(decimal value) => Head + Tall * (Top - value) / (Top + Bottom);

    /// <summary>From one value up to another.</summary>
    public UseChart.Block Block(string tone, decimal from, decimal to) => new(tone, Axis.Pixels(Y(to)), Axis.Pixels(Y(from) - Y(to)));

    public IReadOnlyList<UseChart.Tick> Ticks(Func<decimal, string> said)
    {
        List<UseChart.Tick> ticks = [];
        for (var at = -Bottom; at <= Top; at += Step) ticks.Add(new(Axis.Pixels(Y(at)), said(Math.Abs(at))));
        return ticks;
    }
}
