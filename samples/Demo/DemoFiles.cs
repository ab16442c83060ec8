using OrchardCore.Portal.Demo.Billing;
using OrchardCore.Portal.Demo.Files;
using OrchardCore.Portal.Demo.People;

namespace OrchardCore.Portal.Demo;

/// <summary>
/// Writes the files that a retailer's billing system would send, as if its newest bills had gone out a week ago:
/// a demo started next year is as alive as one started today.
/// </summary>
public static class DemoFiles
{
    private static readonly Company[] s_companies = [Lumen.Company, Tidewater.Company];

    public static IReadOnlyList<string> Retailers { get; } = [.. s_companies.Select(company => company.Id)];

    /// <summary>The same day gives the same bytes. In name order the zip comes before the e-bills that build on it.</summary>
    public static void Write(string retailerId, string folder, DateOnly today)
    {
        var company = s_companies.SingleOrDefault(company => company.Id == retailerId)
            ?? throw new ArgumentException($"There are demo files for {string.Join(" and ", Retailers)}, not for {retailerId}.", nameof(retailerId));
        var books = company.Accounts(today).Select((account, place) => Books.Of(company, account, place + 1, today)).ToList();

        Directory.CreateDirectory(folder);
        DemoZip.Write(Path.Combine(folder, $"{company.Id}-demo.zip"), company, books, today);
        foreach (var document in books.SelectMany(EBills.Of))
            File.WriteAllBytes(Path.Combine(folder, $"{company.Id}-e-bill-{document.Number}.xml"), Ubl.Write(company, document));
    }
}
