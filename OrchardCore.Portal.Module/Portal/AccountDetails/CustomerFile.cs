using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Importing.Undo;

namespace OrchardCore.Portal.AccountDetails;

/// <summary>customers.csv: the billing accounts.</summary>
internal static class CustomerFile
{
    public static readonly KeySpace Accounts = new("account", new StoredKeys(typeof(Account), nameof(Account.AccountNumber), nameof(Account.AccountNumber)));

    private static readonly Dictionary<string, BillDelivery> Deliveries = new(StringComparer.OrdinalIgnoreCase) { ["email"] = BillDelivery.Email, ["post"] = BillDelivery.Post };
    private static readonly Dictionary<string, bool> Closed = new(StringComparer.OrdinalIgnoreCase) { ["active"] = false, ["closed"] = true };

    private static readonly Column Number = Column.Must("account_number", 40), Email = Column.Must("email", 254), FirstName = Column.Must("first_name", 100), LastName = Column.Must("last_name", 100),
        Company = Column.May("company_name"), Abn = Column.May("abn", 20), Phone = Column.May("phone", 40), Mobile = Column.May("mobile", 40),
        Delivery = Column.May("bill_delivery", Column.OneOf(Deliveries.Keys)), Status = Column.May("status", Column.OneOf(Closed.Keys));
    private static readonly AddressColumns Home = new(""), Billing = new("billing_");

    public static readonly CsvKind<Account> Kind = new("customers", 10)
    {
        Keys = Accounts,
        KeyWords = "account_number",
        Columns = [Number, Email, FirstName, LastName, Company, Abn, Phone, Mobile, .. Home.All, .. Billing.All, Delivery, Status],
        ToRow = ToRow,
        Key = account => account.AccountNumber,
        Offer = account => new KnownKey(account.AccountNumber, account.AccountNumber),
        // The customer may have changed the phone in the portal since: only a row that is not as it was is the retailer's new word.
        Store = new Upsert<Account>(nameof(Account.AccountNumber)) { ChangedBy = nameof(Account.SourceHash) },
    };

    private static Account ToRow(CsvLine line)
    {
        var account = new Account
        {
            AccountNumber = line.Text(Number),
            Email = line.Text(Email),
            FirstName = line.Text(FirstName),
            LastName = line.Text(LastName),
            CompanyName = line.Text(Company),
            Abn = line.Text(Abn),
            Phone = line.Text(Phone),
            Mobile = line.Text(Mobile),
            Address = Home.Of(line),
            BillingAddress = Billing.Of(line),
            BillDelivery = line.Choice(Delivery, Deliveries, BillDelivery.Email),
            IsClosed = line.Choice(Status, Closed, false),
            BatchId = line.Context.BatchId,
        };
        if (account.Email != "" && !System.Net.Mail.MailAddress.TryCreate(account.Email, out _)) line.Refuse(Email, "an e-mail address as name@example.com");
        account.SourceHash = HashOf(account);
        return account;
    }

    /// <summary>Accounts of a batch that are not as it left them: customers change their details in the portal.</summary>
    public static async Task<(long Count, string First)> ChangedSinceAsync(PortalDb db, TableRows rows, ImportBatch batch, CancellationToken stop)
    {
        var (count, first) = (0L, "");
        await foreach (var account in db.Accounts.OfEveryAccount().AsNoTracking().Where(account => account.BatchId == batch.Id).OrderBy(account => account.Id).AsAsyncEnumerable().WithCancellation(stop))
        {
            if (HashOf(account) == account.SourceHash) continue;
            if (count++ == 0) first = account.AccountNumber;
        }
        return (count, first);
    }

    private static string HashOf(Account a) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f',
        a.Email, a.FirstName, a.LastName, a.CompanyName, a.Abn, a.Phone, a.Mobile, Joined(a.Address), Joined(a.BillingAddress), a.BillDelivery, a.IsClosed))));

    private static string Joined(PostalAddress a) => string.Join('\u001f', a.Line1, a.Line2, a.City, a.Region, a.Postcode, a.Country);

    private sealed class AddressColumns(string prefix)
    {
        private readonly Column _line1 = Column.May(prefix + "address_line1"), _line2 = Column.May(prefix + "address_line2"), _city = Column.May(prefix + "city", 100),
            _region = Column.May(prefix + "region", 60), _postcode = Column.May(prefix + "postcode", 20), _country = Column.May(prefix + "country", 60);

        public IReadOnlyList<Column> All => [_line1, _line2, _city, _region, _postcode, _country];

        public PostalAddress Of(CsvLine line) => new()
        {
            Line1 = line.Text(_line1),
            Line2 = line.Text(_line2),
            City = line.Text(_city),
            Region = line.Text(_region),
            Postcode = line.Text(_postcode),
            Country = line.Text(_country),
        };
    }
}
