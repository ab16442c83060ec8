using System.Globalization;
using System.Text;

namespace OrchardCore.Portal.Benchmarks.Generating;

/// <summary>Accounts with what belongs to them, as the files that a billing system sends. The same numbers every time.</summary>
/// <param name="Statements">An account.</param>
/// <param name="Charges">A statement.</param>
/// <param name="ReadingDays">Of those that have any.</param>
/// <param name="ReadingsOfOneIn">So many accounts have no readings but for one of them.</param>
internal sealed record Population(int Accounts, int Statements = 14, int Charges = 3, int ReadingDays = 400, int ReadingsOfOneIn = 100, int First = 0)
{
    public static string AccountOf(int number) => (40_000_000 + number).ToString(CultureInfo.InvariantCulture);

    /// <returns>The files in the order in which they refer to each other, with the rows in each.</returns>
    public IEnumerable<(string Path, long Rows)> Write(string folder)
    {
        Directory.CreateDirectory(folder);
        yield return Csv(folder, "customers.csv", "account_number,email,first_name,last_name,address_line1,city,region,postcode", (rows, account) =>
            rows.Add($"{AccountOf(account)},person{account}@example.com,Bench,Person {account},{account % 300} Long Street,Newtown,NSW,2042"));
        yield return Csv(folder, "services.csv", "account_number,meter_number,type,address_line1,city,postcode,move_in_date,unit", (rows, account) =>
            rows.Add($"{AccountOf(account)},M{AccountOf(account)},electricity,{account % 300} Long Street,Newtown,2042,2020-01-01,kWh"));
        yield return Csv(folder, "statements.csv", "statement_number,account_number,issue_date,due_date,period_start,period_end,previous_balance,payments,adjustments,carried_forward,current_charges,current_balance,tax", (rows, account) =>
        {
            for (var n = 1; n <= Statements; n++)
            {
                var issued = Month(n);
                rows.Add($"{Statement(account, n)},{AccountOf(account)},{Iso(issued)},{Iso(issued.AddDays(19))},{Iso(issued.AddDays(-32))},{Iso(issued.AddDays(-2))},{(n == 1 ? "0.00" : "214.15")},{(n == 1 ? "0.00" : "214.15")},0.00,0.00,214.15,214.15,19.47");
            }
        });
        yield return Csv(folder, "charges.csv", "statement_number,line_number,meter_number,rollup_description,charge_description,start_date,end_date,units,unit,rate,charge,tax", (rows, account) =>
        {
            for (var n = 1; n <= Statements; n++)
                for (var line = 1; line <= Charges; line++)
                    rows.Add($"{Statement(account, n)},{line},M{AccountOf(account)},{(line == 1 ? "Electricity supply" : "Electricity usage")},{(line == 1 ? "Daily supply" : "Anytime usage")},{Iso(Month(n).AddDays(-32))},{Iso(Month(n).AddDays(-2))},312.4,kWh,0.2285,{(line == 1 ? "71.39" : "71.38")},6.49");
        });
        yield return Csv(folder, "transactions.csv", "reference,account_number,date,description,amount,payment_method,kind,statement_number", (rows, account) =>
        {
            for (var n = 1; n <= Statements; n++)
            {
                rows.Add($"B-{Statement(account, n)},{AccountOf(account)},{Iso(Month(n))},Statement {Statement(account, n)},214.15,,bill,{Statement(account, n)}");
                if (n < Statements) rows.Add($"P-{Statement(account, n)},{AccountOf(account)},{Iso(Month(n).AddDays(18))},Payment received,-214.15,bpay,payment,");
            }
        });
        yield return Csv(folder, "readings.csv", "meter_number,read_at,reading,unit", (rows, account) =>
        {
            if (account % ReadingsOfOneIn != 0) return;
            for (var day = 0; day < ReadingDays; day++) rows.Add($"M{AccountOf(account)},{Iso(new DateOnly(2025, 10, 1).AddDays(day))},{1000 + day * 11},kWh");
        });
    }

    private (string, long) Csv(string folder, string name, string header, Action<Rows, int> write)
    {
        var path = Path.Combine(folder, name);
        using var rows = new Rows(new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16));
        rows.Header(header);
        for (var account = First; account < First + Accounts; account++) write(rows, account);
        return (path, rows.Count);
    }

    private static string Statement(int account, int number) => $"S{AccountOf(account)}{number:00}";
    private static DateOnly Month(int number) => new DateOnly(2025, 9, 15).AddMonths(number);
    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class Rows(StreamWriter file) : IDisposable
    {
        public long Count { get; private set; }
        public void Header(string line) => file.Write(line + "\n");

        public void Add(string line)
        {
            file.Write(line);
            file.Write('\n');
            Count++;
        }

        public void Dispose() => file.Dispose();
    }
}
