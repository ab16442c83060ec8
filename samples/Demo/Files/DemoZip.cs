using System.IO.Compression;
using OrchardCore.Portal.Demo.Billing;
using OrchardCore.Portal.Demo.People;

namespace OrchardCore.Portal.Demo.Files;

internal static class DemoZip
{
    public static void Write(string path, Company company, IReadOnlyList<Books> books, DateOnly today)
    {
        var bills = books.SelectMany(book => book.Bills).Where(bill => !bill.Electronic).ToList();
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Add("customers.csv", PeopleTables.Customers.Write(books.Select(book => book.Account)));
        Add("services.csv", PeopleTables.Services.Write(books.SelectMany(book => book.Account.Supplies, (book, supply) => (book, supply))));
        Add("statements.csv", BillTables.Statements.Write(bills));
        Add("charges.csv", BillTables.Charges.Write(bills.SelectMany(bill => bill.Charges, (bill, charge) => (bill, charge))));
        Add("transactions.csv", BillTables.Transactions.Write(books.SelectMany(book => book.Ledger, (book, entry) => (book, entry)).Where(row => !row.entry.Electronic)));
        Add("readings.csv", ReadingTable.Readings.Write(books.SelectMany(ReadingTable.Of)));
        if (IntervalFile.Write(books, today) is { } intervals) Add("half-hours.csv", intervals);
        foreach (var bill in bills)
            if (BillPdf.NameFor(bill) is { } name) Add(name, BillPdf.Write(company, bill, company.BillWord));

        void Add(string name, byte[] content)
        {
            var entry = zip.CreateEntry(name);
            entry.LastWriteTime = new(today.ToDateTime(default), TimeSpan.Zero);   // the same day gives the same bytes
            using var file = entry.Open();
            file.Write(content);
        }
    }
}
