using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Payments;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Statements;

/// <summary>Reads a statement with its charges and writes it as a bill.</summary>
internal static class Bills
{
    public static async Task<Bill> OfAsync(PortalDb db, Customer customer, Retailer retailer, Statement statement, CancellationToken stop)
    {
        var words = retailer.Wording;
        var account = await db.Accounts.For(customer).SingleAsync(stop);
        var charges = await db.Charges.For(customer).Where(c => c.StatementNumber == statement.Number).OrderBy(c => c.LineNumber).ToListAsync(stop);
        var services = await db.EnergyServices.For(customer).OrderByDescending(service => service.MoveInOn).ToListAsync(stop);
        var before = await db.Statements.For(customer).Where(s => s.IssuedOn < statement.IssuedOn).OrderByDescending(s => s.IssuedOn).FirstOrDefaultAsync(stop);
        var figures = new BillFigures(statement, retailer);
        return new Bill
        {
            Kind = statement.IsCreditNote ? "Credit note" : "Tax invoice",
            Number = statement.Number,
            Issued = words.ShortDate(statement.IssuedOn),
            Account = statement.AccountNumber,
            Period = Period(statement, words),
            FinalText = statement.IsFinal ? $"This is the final {words.Word("statement")} for this account." : "",
            From = new Bill.Party(retailer.LegalName == "" ? retailer.Name : retailer.LegalName, Filled(retailer.Abn == "" ? "" : $"ABN {retailer.Abn}", retailer.Contact.Address, retailer.Contact.Phone, retailer.Contact.Email)),
            To = ToOf(account),
            Meters = MetersOf(charges, services, words),
            AmountLabel = statement.CurrentBalance.IsNegative ? "In credit" : "Amount due",
            Amount = words.Money(statement.CurrentBalance.Size),
            DueBy = statement.CurrentBalance.IsPositive ? $"Due {words.LongDate(statement.DueOn)}" : "Nothing to pay",
            Steps = figures.Steps,
            Explained = figures.Explained(before),
            Parts = BillParts.Of(charges, services, words),
            TotalLabel = "Current charges",
            Total = words.Money(statement.CurrentCharges),
            Check = figures.Check(charges),
            TaxText = figures.TaxText,
            Ways = [.. PaymentWay.Of(retailer, statement.AccountNumber).Select(way => new Bill.Way(way.Title, way.Line))],
            Help = HelpOf(retailer),
        };
    }

    private static string Period(Statement statement, Wording words) => (statement.PeriodFrom, statement.PeriodTo) switch
    {
        ({ } from, { } to) => $"{words.ShortDate(from)} to {words.ShortDate(to)} ({words.Count(to.DayNumber - from.DayNumber + 1, "day", "days")})",
        _ => "",
    };

    private static Bill.Party ToOf(Account account)
    {
        var person = $"{account.FirstName} {account.LastName}".Trim();
        var at = account.BillingAddress.Line1 == "" ? account.Address : account.BillingAddress;
        return new Bill.Party(account.CompanyName == "" ? person : account.CompanyName,
            Filled(account.CompanyName == "" ? "" : person, account.Abn == "" ? "" : $"ABN {account.Abn}", at.Line1, at.Line2, $"{at.City} {at.Region} {at.Postcode}".Replace("  ", " ", StringComparison.Ordinal).Trim()));
    }

    private static List<Bill.Fact> MetersOf(List<Charge> charges, List<EnergyService> services, Wording words) =>
        [.. charges.Select(c => c.MeterNumber).Where(meter => meter != "").Distinct().Select(meter => services.Find(service => service.MeterNumber == meter) is { } service
            ? new Bill.Fact(BillParts.MeterOf(service, words), $"{meter}, {service.AddressLine1}, {service.City}") : new Bill.Fact("Meter", meter))];

    private static string HelpOf(Retailer retailer) => string.Join(" ", Filled(
        $"Questions about this {retailer.Wording.Word("statement")}, or hard to pay it? Call {retailer.Contact.Phone} ({retailer.Contact.Hours}) or write to {retailer.Contact.Email}.",
        retailer.Contact.Interpreter == "" ? "" : $"Interpreter: {retailer.Contact.Interpreter}.",
        retailer.Contact.Relay == "" ? "" : $"Hearing or speech: National Relay Service {retailer.Contact.Relay}.",
        retailer.Contact.EmergencyPhone == "" ? "" : $"Faults and emergencies: {retailer.Contact.EmergencyPhone}, day and night.",
        retailer.Ombudsman is { } ombudsman ? $"If we cannot settle a complaint with you: {ombudsman.Name}, {ombudsman.Phone}." : ""));

    private static List<string> Filled(params IEnumerable<string> lines) => [.. lines.Where(line => line != "")];
}
