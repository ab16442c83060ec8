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

        /// <summary>What the customer's sun sends to the grid is paid for: its price is below zero.</summary>
        public bool IsFeedIn => charge.IsMeasured && (charge.Rate ?? charge.Amount.Minor) < 0;
    }
}
