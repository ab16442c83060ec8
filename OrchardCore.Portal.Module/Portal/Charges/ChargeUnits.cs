using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Charges;

/// <summary>What a charge counts, told by its unit: days, what a meter measured, or things.</summary>
internal static class ChargeUnits
{
    extension(Charge charge)
    {
        /// <summary>A fee for days or months.</summary>
        public bool IsForTime => charge.Unit is "day" or "days" or "month" or "months";

        /// <summary>It counts what a meter measured: kWh, MJ, kL, GB.</summary>
        public bool IsMeasured => charge.Units is not null && !charge.IsForTime && charge.Unit is not ("" or "service" or "services" or "item" or "items");

        /// <summary>Units times price is the amount, but for what rounding explains: prices and units are given to so many digits.</summary>
        public bool MultipliesOut(int decimals) => charge is not { Units: { } units, Rate: { } rate }
            || Math.Abs(units * rate - charge.Amount.ToDecimal(decimals)) is var off && (off <= 2 * new Money(1).ToDecimal(decimals) || off <= 0.005m * Math.Abs(units * rate));

        /// <summary>What the customer's sun sends to the grid is paid for: its price is below zero.</summary>
        public bool IsFeedIn => charge.IsMeasured && (charge.Rate ?? charge.Amount.Minor) < 0;
    }
}
