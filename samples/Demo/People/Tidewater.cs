using OrchardCore.Portal.Demo.Billing;
using static OrchardCore.Portal.Demo.Billing.WaterPrices;

namespace OrchardCore.Portal.Demo.People;

/// <summary>Tidewater: water, hot water and internet on the Victorian coast. Nobody here exists.</summary>
internal static class Tidewater
{
    private static readonly Person s_amelia = new("amelia@example.com", "Amelia", "Brandt", "0491 570 313");
    private static readonly Place s_queenscliff = new("8 Lighthouse Row", "Queenscliff", "VIC", "3225");
    private static readonly Place s_geelong = new("210 Woolstore Lane", "Geelong", "VIC", "3220", "Apartment 1206");
    private static readonly Place s_jack = new("45 Boardrider Street", "Torquay", "VIC", "3228");
    private static readonly Place s_ruby = new("12 Pelican Court", "Ocean Grove", "VIC", "3226");
    private static readonly Place s_noor = new("3 Cormorant Way", "Lara", "VIC", "3212");
    private static readonly Place s_kitchen = new("1 Pier Street", "Portarlington", "VIC", "3223");
    private static readonly Place s_kofi = new("77 Saltbush Drive", "Armstrong Creek", "VIC", "3217");

    public static Company Company { get; } = new("tidewater", "Tidewater", "Tidewater Utilities Pty Ltd", "74 900 300 400",
        new("20 Esplanade", "Geelong", "VIC", "3220"), "hello@tidewater.example.com")
    { BillWord = "Bill", Series = "4", TaxInside = false, Accounts = _ => Accounts };

    private static Account[] Accounts =>
    [
        new("70110234", s_amelia, s_queenscliff, Habits.OnTime("direct debit"),
            new("W401188", "water", "Home water and sewerage", s_queenscliff, new(2018, 6, 4), Water(0.42m, 611.204m), WaterService, Sewerage),
            new("HW22071", "hot water", "Metered hot water", s_queenscliff, new(2018, 6, 4), HotWater(0.13m, 140.870m)),
            new("NBN30017745", "internet", "Tidewater 100", s_queenscliff, new(2022, 9, 15), Data(11.5m), Internet))
        { Bills = 26 },

        // Her flat in town: billed by the quarter, read by hand, and last time guessed.
        new("70110242", s_amelia, s_geelong, Habits.OnTime("bpay"),
            new Supply("W408812", "water", "Home water and sewerage", s_geelong, new(2020, 1, 20), Water(0.21m, 88.410m), WaterService, Sewerage))
        { MonthsPerBill = 3, Bills = 8, ReadByHand = true },

        new("70123357", new("jack@example.com", "Jack", "Tran", "0491 570 737"), s_jack, Habits.Overdue,
            new("W415520", "water", "Home water and sewerage", s_jack, new(2021, 4, 12), Water(0.55m, 301.118m), WaterService, Sewerage),
            new("NBN30044120", "internet", "Tidewater 50", s_jack, new(2021, 4, 12), Data(8.2m), Internet)),

        new("70131190", new("ruby@example.com", "Ruby", "Costa", "0491 571 266"), s_ruby, Habits.Ahead("bpay", 500),
            new Supply("W420036", "water", "Home water and sewerage", s_ruby, new(2019, 12, 2), Water(0.37m, 512.660m), WaterService, Sewerage))
        { Delivery = "post" },

        // Moved out; the deposit came back, and what was left of it was paid out.
        new("70135516", new("noor@example.com", "Noor", "Haddad", "0491 571 491"), s_noor, Habits.Refunded(deposit: 400),
            new("W423391", "water", "Home water and sewerage", s_noor, new(2023, 2, 1), Water(0.48m, 90.552m), WaterService, Sewerage),
            new("NBN30071908", "internet", "Tidewater 50", s_noor, new(2023, 2, 1), Data(6.4m), Internet))
        { Closed = true, BillsGoTo = new("16 Quarry Road", "Ballarat", "VIC", "3350") },

        // A company: its newest bills, and a credit note, come as e-invoices.
        new("70140083", new("olive@example.com", "Olive", "Bennett", "0491 571 804"), s_kitchen, Habits.CreditNote,
            new("W430775", "water", "Business water and sewerage", s_kitchen, new(2020, 7, 1), Water(2.9m, 1450.300m), WaterService, Sewerage),
            new("NBN30080021", "internet", "Tidewater Business 100", s_kitchen, new(2020, 7, 1), Data(19m), Internet))
        { CompanyName = "Saltmarsh Kitchen Pty Ltd", Abn = "84 900 700 822", ElectronicBills = 3 },

        new("70152204", new("kofi@example.com", "Kofi", "Mensah", "0491 572 549"), s_kofi,
            Habits.Then(Habits.PartPaid, Habits.Credit(age: 2, -48.20m, "Leak allowance", "Half of the water lost through the burst pipe. Request TID-000207.")),
            new Supply("W441902", "water", "Home water and sewerage", s_kofi, new(2022, 5, 9), Water(0.5m, 20.004m), WaterService, Sewerage)),
    ];
}
