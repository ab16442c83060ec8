using System.Globalization;
using System.Text;
using System.Xml;
using OrchardCore.Portal.Benchmarks.Generating;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage.MarketFiles;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Benchmarks.Imports;

/// <summary>Megabytes a second of processor time of the readers of e-invoices and interval data, checks and rows included, beside going through the same bytes and doing nothing.</summary>
internal static class ReadSpeed
{
    private const int Documents = 2000, Meters = 200, Days = 30, Months = 10;

    public static void Run(Figures figures)
    {
        Console.WriteLine("Readers");
        var invoice = Path.Combine(AppContext.BaseDirectory, "invoice.xml");
        using var contents = ImportContents.Open(invoice, "invoice.xml", FilesTaken.All, new ImportOptions());
        var retailer = new Retailer { Id = "bench1", Name = "Bench Energy", CurrencyCode = "AUD", TimeZone = "Australia/Sydney", Culture = "en-AU" };
        var context = new ReadContext(retailer, new RetailerCalendar(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById(retailer.TimeZone)), contents, null, Guid.NewGuid(), new ImportOptions());

        var document = File.ReadAllBytes(invoice);
        var (scan, read) = Speeds((long)document.Length * Documents, () => { for (var n = 0; n < Documents; n++) Scan(document); }, () =>
        {
            for (var n = 0; n < Documents; n++)
                foreach (var parsed in InvoiceFile.Kind.Read(contents.Files[0], new MemoryStream(document), context)) _ = ((UblBill)parsed.Row!).ToStatement();
        });
        figures.Add("UBL 2.1, an invoice of 7.6 KB, rules checked, into rows", $"{read:n0} MB/s", $"{scan:n0} MB/s: XmlReader alone", read / scan, "≥ 0.6");

        var days = Encoding.UTF8.GetBytes(Nem12());
        (scan, read) = Speeds((long)days.Length * Months, () => { for (var n = 0; n < Months; n++) Lines(days); }, () =>
        {
            for (var n = 0; n < Months; n++)
                foreach (var parsed in Nem12File.Kind.Read(new ContentFile(0, "nem12.csv", Nem12File.Kind, () => Stream.Null), new MemoryStream(days), context))
                    if (((MeterDay?)parsed.Row)?.ToRow() is null) throw new InvalidOperationException("The generated file is faulty.");
        });
        figures.Add($"NEM12, {Meters * Days * Months:n0} days of 288 values, packed into rows", $"{read:n0} MB/s", $"{scan:n0} MB/s: StreamReader's lines alone", read / scan, "≥ 0.5");

        var charges = File.ReadAllBytes(new Population(1000).Write(Directory.CreateTempSubdirectory("portal-charges-").FullName).First(file => Path.GetFileName(file.Path) == "charges.csv").Path);
        var file = new ContentFile(0, "charges.csv", ChargeFile.Kind, () => Stream.Null);
        var rows = 0L;
        (scan, read) = Speeds(charges.Length, () => Lines(charges), () =>
        {
            foreach (var parsed in ChargeFile.Kind.Read(file, new MemoryStream(charges), context))
                if (parsed.IsGood) rows++;
        });
        figures.Add($"charges.csv, {1000 * 42:n0} rows, {charges.Length / 42_000.0 / read:0.00} µs each, into rows", $"{read:n0} MB/s", $"{scan:n0} MB/s: StreamReader's lines alone", read / scan);
    }

    /// <summary>By processor time, the best of several turns: what else the machine does changes that least.</summary>
    private static (double Limit, double Ours) Speeds(long bytes, Action limit, Action ours)
    {
        var best = (Limit: double.MaxValue, Ours: double.MaxValue);
        for (var turn = 0; turn < 7; turn++) best = (Math.Min(best.Limit, Seconds(limit)), Math.Min(best.Ours, Seconds(ours)));
        return (bytes / 1e6 / best.Limit, bytes / 1e6 / best.Ours);
    }

    private static double Seconds(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static void Scan(byte[] document)
    {
        using var xml = XmlReader.Create(new MemoryStream(document));
        while (xml.Read()) { }
    }

    private static void Lines(byte[] file)
    {
        using var text = new StreamReader(new MemoryStream(file), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        while (text.ReadLine() is not null) { }
    }

    private static string Nem12()
    {
        var text = new StringBuilder("100,NEM12,202611010000,MDP,RETAILER\n");
        for (var meter = 0; meter < Meters; meter++)
        {
            text.Append(CultureInfo.InvariantCulture, $"200,{4_102_000_000 + meter},E1,E1,E1,N1,SER{meter},kWh,5,\n");
            for (var day = 1; day <= Days; day++)
            {
                text.Append(CultureInfo.InvariantCulture, $"300,202611{day:00}");
                for (var n = 0; n < 288; n++) text.Append(CultureInfo.InvariantCulture, $",{(n * 7 + day) % 400 / 1000m:0.000}");
                text.Append(",A,,,20261201093000,\n");
            }
        }
        return text.Append("900\n").ToString();
    }
}
