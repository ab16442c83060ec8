using System.Globalization;

namespace OrchardCore.Portal.Words;

/// <summary>
/// An amount in whole minor units (cents) of the retailer's currency. A retailer has one currency and a file in another
/// is refused at the door (see Importing), so inside a retailer's wall amounts always add up.
/// </summary>
public readonly record struct Money(long Minor) : IComparable<Money>
{
    public static readonly Money Zero;

    public bool IsZero => Minor == 0;
    public bool IsPositive => Minor > 0;
    public bool IsNegative => Minor < 0;
    public Money Size => new(Math.Abs(Minor));

    public static Money operator +(Money left, Money right) => new(checked(left.Minor + right.Minor));
    public static Money operator -(Money left, Money right) => new(checked(left.Minor - right.Minor));
    public static Money operator -(Money amount) => new(checked(-amount.Minor));
    public static bool operator <(Money left, Money right) => left.Minor < right.Minor;
    public static bool operator >(Money left, Money right) => left.Minor > right.Minor;
    public static bool operator <=(Money left, Money right) => left.Minor <= right.Minor;
    public static bool operator >=(Money left, Money right) => left.Minor >= right.Minor;

    public int CompareTo(Money other) => Minor.CompareTo(other.Minor);
    public static Money Min(Money left, Money right) => left < right ? left : right;
    public static Money Max(Money left, Money right) => left > right ? left : right;

    /// <summary>Reads "12.34" or "-12.34": a point, no thousands mark, no sign of a currency, at most <paramref name="decimals"/> decimals.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, int decimals, out Money money)
    {
        money = default;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || Math.Abs(value) > 1_000_000_000_000m) return false;
        var minor = value * Scale(decimals);
        if (minor != decimal.Truncate(minor)) return false;
        money = new Money((long)minor);
        return true;
    }

    /// <summary>The amount as a plain number, for files and charts: "-12.34".</summary>
    public string ToPlainText(int decimals) => ToDecimal(decimals).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>An amount in whole units of the currency, rounded to its minor unit: half a cent becomes one.</summary>
    public static Money Rounded(decimal amount, int decimals) => new((long)decimal.Round(amount * Scale(decimals), MidpointRounding.AwayFromZero));

    public decimal ToDecimal(int decimals) => Minor / Scale(decimals);

    private static decimal Scale(int decimals) => decimals switch { 0 => 1m, 2 => 100m, 3 => 1000m, _ => (decimal)Math.Pow(10, decimals) };
}
