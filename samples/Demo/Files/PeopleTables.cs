using OrchardCore.Portal.Demo.Billing;
using OrchardCore.Portal.Demo.People;

namespace OrchardCore.Portal.Demo.Files;

internal static class PeopleTables
{
    public static Csv<Account> Customers { get; } = new(
        ("account_number", account => account.Number),
        ("email", account => account.Holder.Email),
        ("first_name", account => account.Holder.First),
        ("last_name", account => account.Holder.Last),
        ("company_name", account => account.CompanyName),
        ("abn", account => account.Abn),
        ("mobile", account => account.Holder.Mobile),
        ("address_line1", account => account.Home.Line1),
        ("address_line2", account => account.Home.Line2),
        ("city", account => account.Home.City),
        ("region", account => account.Home.Region),
        ("postcode", account => account.Home.Postcode),
        ("country", _ => "Australia"),
        ("billing_address_line1", account => account.BillsGoTo?.Line1),
        ("billing_address_line2", account => account.BillsGoTo?.Line2),
        ("billing_city", account => account.BillsGoTo?.City),
        ("billing_region", account => account.BillsGoTo?.Region),
        ("billing_postcode", account => account.BillsGoTo?.Postcode),
        ("billing_country", account => account.BillsGoTo is null ? null : "Australia"),
        ("bill_delivery", account => account.Delivery),
        ("status", account => account.Closed ? "closed" : "active"));

    public static Csv<(Books Books, Supply Supply)> Services { get; } = new(
        ("account_number", row => row.Books.Account.Number),
        ("meter_number", row => row.Supply.Meter),
        ("type", row => row.Supply.Type),
        ("address_line1", row => row.Supply.At.Line1),
        ("address_line2", row => row.Supply.At.Line2),
        ("city", row => row.Supply.At.City),
        ("region", row => row.Supply.At.Region),
        ("postcode", row => row.Supply.At.Postcode),
        ("status", row => row.Books.MovedOut is null ? row.Supply.Status : "disconnected"),
        ("status_note", row => row.Books.MovedOut is null ? row.Supply.StatusNote : "You moved out; this was your final read"),
        ("status_date", row => row.Books.MovedOut ?? row.Supply.StatusDate),
        ("move_in_date", row => row.Supply.MovedIn),
        ("move_out_date", row => row.Books.MovedOut),
        ("unit", row => row.Supply.Fees.First(fee => fee.Register is not null).Unit),
        ("registers", row => string.Join(';', row.Books.Meters.Of(row.Supply).Select(dial => dial.Register.Name))),
        ("plan_name", row => row.Supply.Plan));
}
