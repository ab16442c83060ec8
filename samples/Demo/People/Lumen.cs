using OrchardCore.Portal.Demo.Billing;
using static OrchardCore.Portal.Demo.Billing.EnergyPrices;

namespace OrchardCore.Portal.Demo.People;

/// <summary>Lumen Energy: electricity and gas in New South Wales. Nobody here exists; numbers and mail addresses are of the reserved kinds.</summary>
internal static class Lumen
{
    private static readonly Person s_priya = new("priya@example.com", "Priya", "Raman", "0491 570 006");
    private static readonly Place s_banksia = new("14 Banksia Street", "Newtown", "NSW", "2042");
    private static readonly Place s_leura = new("5 Wattle Close", "Leura", "NSW", "2780");
    private static readonly Place s_tom = new("62 Cobalt Avenue", "Dulwich Hill", "NSW", "2203", "Unit 4");
    private static readonly Place s_mei = new("9 Sandpiper Lane", "Marrickville", "NSW", "2204");
    private static readonly Place s_daniel = new("31 Ironbark Road", "Penrith", "NSW", "2750");
    private static readonly Place s_bakery = new("118 Tramway Parade", "Leichhardt", "NSW", "2040", "Shop 2");
    private static readonly Place s_siobhan = new("27 Kurrajong Crescent", "Orange", "NSW", "2800");

    public static Company Company { get; } = new("lumen", "Lumen Energy", "Lumen Energy Pty Ltd", "33 900 100 200",
        new("Level 3, 40 Lantern Street", "Sydney", "NSW", "2000"), "help@lumen.example.com")
    { BillWord = "Statement", Series = "9", TaxInside = true, Accounts = On };

    private static Account[] On(DateOnly today) =>
    [
        // Three services, one of them not yet hers to use; two accounts under one sign-in. The seed's meter is here.
        new("20417781", s_priya, s_banksia, Habits.OnTime("card"),
            new("1010101", "electricity", "Lumen Everyday", s_banksia, new(2016, 7, 12), Anytime(8.2m, firstRead: 87.9m), ElectricitySupply)
            { OldReadings = (new(2016, 9, 1), new(2016, 9, 30)) },
            new("5240118903", "gas", "Lumen Gas Everyday", s_banksia, new(2016, 7, 12), Gas(34), GasSupply),
            new("4103771220", "electricity", "Lumen Everyday", new("88 Darley Road", "Manly", "NSW", "2095", "Unit 3"), today.AddDays(9), Anytime(7m), ElectricitySupply)
            { Status = "connecting", StatusNote = "Waiting for the distributor to read the meter", StatusDate = today.AddDays(9) })
        { Bills = 26 },

        // Sun on the roof, peak, off-peak and hot water at night, counted by half hours; and money paid ahead: in credit.
        new("20417799", s_priya, s_leura, Habits.Ahead("transfer", 600),
            new Supply("6305520117", "electricity", "Lumen Solar Flex", s_leura, new(2021, 3, 2), Peak(3.1m, 8211), OffPeak(4.4m, 12960), ControlledLoad(4.6m, 9120), SolarExport(9.5m, 30412), ElectricitySupply) { HasIntervals = true }),

        new("20438812", new("tom@example.com", "Tom", "Gallagher", "0491 570 156"), s_tom, Habits.Overdue,
            new Supply("6201147735", "electricity", "Lumen Everyday", s_tom, new(2019, 5, 20), Anytime(10.4m, 21740), ElectricitySupply, LowIncomeRebate)),

        new("20450107", new("mei@example.com", "Mei", "Chow", "0491 570 157"), s_mei, Habits.OnTime("direct debit"),
            new("6201884402", "electricity", "Lumen Everyday", s_mei, new(2020, 11, 6), Anytime(6.3m, 15088), ElectricitySupply),
            new("5240447310", "gas", "Lumen Gas Everyday", s_mei, new(2020, 11, 6), Gas(26, 40119), GasSupply))
        { Closed = true, BillsGoTo = new("3 Harbour Walk", "Kiama", "NSW", "2533") },

        new("20466230", new("daniel@example.com", "Daniel", "Okafor", "0491 570 158"), s_daniel, Habits.PartPaid,
            new Supply("6400913358", "electricity", "Lumen Everyday + Controlled Load", s_daniel, new(2018, 2, 14), Anytime(12.1m, 33006), ControlledLoad(7.2m, 18540), ElectricitySupply))
        { Delivery = "post", BillsGoTo = new("PO Box 117", "Penrith", "NSW", "2751") },

        // A company, with a comma in its name; a wrong reading was put right.
        new("20480015", new("sofia@example.com", "Sofia", "Marino", "0491 570 159"), s_bakery,
            Habits.Adjusted("direct debit", age: 2, -86.40m, "Credit for a wrong reading", "Your meter was read as 9 instead of 4 in its third digit. Sorry. Request LUM-000412."),
            new("6102281904", "electricity", "Lumen Business Flex", s_bakery, new(2019, 10, 1), Peak(58, 90440), OffPeak(71, 120318), BusinessSupply),
            new("5240990177", "gas", "Lumen Business Gas", s_bakery, new(2019, 10, 1), Gas(410, 611020), GasSupply))
        { CompanyName = "Marino, Sons & Daughters Pty Ltd", Abn = "79 900 500 611" },

        new("20495521", new("siobhan@example.com", "Siobhán", "O'Dwyer", "0491 570 110"), s_siobhan, Habits.OnTime("bpay"),
            new("2118840", "electricity", "Lumen Everyday", s_siobhan, new(2017, 8, 1), Anytime(9.2m, 40218), ElectricitySupply),
            new("5240771256", "gas", "Lumen Gas Everyday", s_siobhan, new(2017, 8, 1), Gas(48, 230117), GasSupply))
        { MonthsPerBill = 3, Bills = 8, Delivery = "post", ReadByHand = true },
    ];
}
