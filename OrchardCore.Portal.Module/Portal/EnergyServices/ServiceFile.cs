using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>services.csv: supply points with their meters.</summary>
internal static class ServiceFile
{
    // A meter may serve one account after another, so it is nobody's here.
    public static readonly KeySpace Meters = new("meter", new StoredKeys(typeof(EnergyService), nameof(EnergyService.MeterNumber)));

    private static readonly Dictionary<string, string> Types = new[] { "electricity", "gas", "water", "hot water", "solar", "internet", "mobile", "phone", "other" }.ToDictionary(type => type, StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, ServiceStatus> Statuses = Enum.GetValues<ServiceStatus>().ToDictionary(status => status.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    private static readonly Column Number = Column.Must("account_number", 40), Meter = Column.Must("meter_number", 40), Type = Column.Must("type", Column.OneOf(Types.Keys)),
        Line1 = Column.Must("address_line1"), Line2 = Column.May("address_line2"), City = Column.Must("city", 100), Region = Column.May("region", 60), Postcode = Column.Must("postcode", 20),
        Status = Column.May("status", Column.OneOf(Statuses.Keys)), Note = Column.May("status_note", 500), StatusOn = Column.May("status_date", Column.Date), MoveIn = Column.Must("move_in_date", Column.Date), MoveOut = Column.May("move_out_date", Column.Date),
        Unit = Column.May("unit", 20), Registers = Column.May("registers", 400), Plan = Column.May("plan_name");

    public static readonly CsvKind<EnergyService> Kind = new("services", 20)
    {
        Keys = Meters,
        KeyWords = "account_number, meter_number, move_in_date",
        Columns = [Number, Meter, Type, Line1, Line2, City, Region, Postcode, Status, Note, StatusOn, MoveIn, MoveOut, Unit, Registers, Plan],
        ToRow = ToRow,
        Key = service => $"{service.AccountNumber}\u001f{service.MeterNumber}\u001f{service.MoveInOn:O}",
        Offer = service => new KnownKey(service.MeterNumber, ""),
        References = [new("account", Number, service => service.AccountNumber)],
        Store = new Upsert<EnergyService>(nameof(EnergyService.AccountNumber), nameof(EnergyService.MeterNumber), nameof(EnergyService.MoveInOn)),
    };

    private static EnergyService ToRow(CsvLine line)
    {
        var service = new EnergyService
        {
            AccountNumber = line.Text(Number),
            MeterNumber = line.Text(Meter),
            Type = line.Choice(Type, Types, ""),
            AddressLine1 = line.Text(Line1),
            AddressLine2 = line.Text(Line2),
            City = line.Text(City),
            Region = line.Text(Region),
            Postcode = line.Text(Postcode),
            Status = line.Choice(Status, Statuses, ServiceStatus.Connected),
            StatusNote = line.Text(Note),
            StatusOn = line.DateOrNull(StatusOn),
            MoveInOn = line.Date(MoveIn),
            MoveOutOn = line.DateOrNull(MoveOut),
            Unit = line.Text(Unit),
            Registers = line.Text(Registers) is { Length: > 0 } registers ? registers : "1",
            PlanName = line.Text(Plan),
            BatchId = line.Context.BatchId,
        };
        if (service.MoveOutOn < service.MoveInOn) line.Refuse(MoveOut, "a date that is not before move_in_date");
        return service;
    }
}
