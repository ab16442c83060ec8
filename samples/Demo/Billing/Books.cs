using OrchardCore.Portal.Demo.Metering;
using OrchardCore.Portal.Demo.People;

namespace OrchardCore.Portal.Demo.Billing;

/// <summary>All that was billed and paid on one account, oldest first.</summary>
internal sealed record Books(Account Account, Meters Meters, IReadOnlyList<Bill> Bills, IReadOnlyList<Entry> Ledger, DateOnly Yesterday)
{
    public Bill Newest => Bills[^1];
    public DateOnly? MovedOut => Account.Closed ? Newest.Period.To : null;

    public static Books Of(Company company, Account account, int place, DateOnly today)
    {
        var newest = today.AddDays(-6 - place % 3);   // not everybody is billed on one day
        var (bills, ledger, meters, balance) = (new List<Bill>(), new List<Entry>(), new Meters(account), 0m);
        IReadOnlyList<Entry> between = [];
        for (var age = account.Bills - 1; age >= 0; age--)
        {
            var issued = Issued(age);
            var period = new Period(Issued(age + 1).AddDays(-1), issued.AddDays(-2));
            var charges = Charging.Lines(account, meters, period, company.TaxInside, age == 0);
            var bill = new Bill($"{company.Series}{issued:yyMM}{place:000}", age, account, period, charges)
            {
                Issued = issued,
                Previous = balance,
                Payments = -between.Where(entry => entry.Kind is "payment" or "refund").Sum(entry => entry.Amount),
                Adjustments = between.Where(entry => entry.Kind is "adjustment").Sum(entry => entry.Amount),
                TaxOnTop = company.TaxInside ? 0 : charges.Sum(charge => charge.Tax),
            };
            bills.Add(bill);
            ledger.Add(new($"B-{bill.Number}", issued, "bill", bill.New, $"{company.BillWord} {bill.Number}", bill.Number) { Electronic = bill.Electronic });
            ledger.AddRange(between = [.. account.Habit(bill)]);
            balance = bill.Balance;
        }
        return new(account, meters, bills, ledger, today.AddDays(-1));

        DateOnly Issued(int age) => newest.AddMonths(-age * account.MonthsPerBill);
    }
}
