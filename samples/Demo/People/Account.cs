using OrchardCore.Portal.Demo.Billing;

namespace OrchardCore.Portal.Demo.People;

internal sealed record Person(string Email, string First, string Last, string Mobile);

internal sealed record Place(string Line1, string City, string Region, string Postcode, string Line2 = "");

internal sealed record Account(string Number, Person Holder, Place Home, Habit Habit, params Supply[] Supplies)
{
    public string CompanyName { get; init; } = "";
    public string Abn { get; init; } = "";
    public string Delivery { get; init; } = "email";
    public Place? BillsGoTo { get; init; }
    public int MonthsPerBill { get; init; } = 1;
    public int Bills { get; init; } = 16;

    /// <summary>The customer has moved out: the newest bill is the last one.</summary>
    public bool Closed { get; init; }

    /// <summary>Somebody walks to the meter once a bill; the last time the gate was locked, and the reading is a guess.</summary>
    public bool ReadByHand { get; init; }

    /// <summary>How many of the newest bills are sent as UBL files instead of rows.</summary>
    public int ElectronicBills { get; init; }
}

/// <summary>A supply point with a meter, and what is charged for it.</summary>
internal sealed record Supply(string Meter, string Type, string Plan, Place At, DateOnly MovedIn, params Fee[] Fees)
{
    public string Status { get; init; } = "connected";
    public string StatusNote { get; init; } = "";
    public DateOnly? StatusDate { get; init; }

    /// <summary>The meter sends what it counts in every half hour.</summary>
    public bool HasIntervals { get; init; }

    /// <summary>A month long ago whose readings are kept too.</summary>
    public (DateOnly From, DateOnly To)? OldReadings { get; init; }
}
