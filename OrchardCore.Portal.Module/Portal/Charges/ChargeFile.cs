using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Charges;

/// <summary>charges.csv: the lines of the bills.</summary>
internal static class ChargeFile
{
    public static readonly Upsert<Charge> Store = new(nameof(Charge.StatementNumber), nameof(Charge.LineNumber));

    private static readonly Column Statement = Column.Must("statement_number", 60), Number = Column.Must("line_number", Column.Whole), Meter = Column.May("meter_number", 40),
        Rollup = Column.Must("rollup_description"), Description = Column.Must("charge_description", 300), Start = Column.May("start_date", Column.Date), End = Column.May("end_date", Column.Date),
        Units = Column.May("units", Column.Number), Unit = Column.May("unit", 20), Rate = Column.May("rate", Column.Number), Amount = Column.Must("charge", Column.Money), Tax = Column.May("tax", Column.Money), Estimated = Column.May("estimated", Column.YesNo);

    public static readonly CsvKind<Charge> Kind = new("charges", 50)
    {
        Keys = new KeySpace("charge"),
        KeyWords = "statement_number, line_number",
        Columns = [Statement, Number, Meter, Rollup, Description, Start, End, Units, Unit, Rate, Amount, Tax, Estimated],
        ToRow = ToRow,
        Key = charge => $"{charge.StatementNumber}\u001f{charge.LineNumber}",
        References = [new("statement", Statement, charge => charge.StatementNumber), new("meter", Meter, charge => charge.MeterNumber)],
        TakeAccount = (charge, space, account) => charge.AccountNumber = space == "statement" ? account : charge.AccountNumber,
        Store = Store,
    };

    private static Charge ToRow(CsvLine line)
    {
        var charge = new Charge
        {
            StatementNumber = line.Text(Statement),
            LineNumber = line.Whole(Number),
            AccountNumber = "",
            MeterNumber = line.Text(Meter),
            Rollup = line.Text(Rollup),
            Description = line.Text(Description),
            StartsOn = line.DateOrNull(Start),
            EndsOn = line.DateOrNull(End),
            Units = line.NumberOrNull(Units),
            Unit = line.Text(Unit),
            Rate = line.NumberOrNull(Rate),
            Amount = line.Money(Amount),
            Tax = line.MoneyOrNull(Tax),
            IsEstimated = line.YesNo(Estimated),
            BatchId = line.Context.BatchId,
        };
        if (charge.EndsOn < charge.StartsOn) line.Refuse(End, "a date that is not before start_date");
        return charge;
    }
}
