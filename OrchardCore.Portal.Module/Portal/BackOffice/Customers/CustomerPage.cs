using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>One account as the retailer's people need it on the phone: what is owed, what is supplied, what was said, and who gets in.</summary>
internal static class CustomerPage
{
    public const string Path = CustomerList.Path + "/{account}";

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet(Path, Show).ForOffice(Policies.ServeCustomers);

    private static async Task<Results<Page<Model>, NotFound>> Show(string account, HttpContext context, PortalDb db, CustomerScreen screen, CancellationToken stop) =>
        await FindAsync(db, account, stop) is { } found ? await screen.ShowAsync(context, found, stop) : TypedResults.NotFound();

    public static Task<Account?> FindAsync(PortalDb db, string account, CancellationToken stop) =>
        db.Accounts.OfEveryAccount().AsNoTracking().SingleOrDefaultAsync(one => one.AccountNumber == account, stop);

    internal sealed record Model(
        string Name, string Number, string BackHref, IReadOnlyList<ChipPage> Chips, string Balance, string Owed,
        IReadOnlyList<Fact> Facts, IReadOnlyList<Row> Services, IReadOnlyList<Row> Statements, IReadOnlyList<Row> Entries, IReadOnlyList<Row> Tickets,
        IReadOnlyList<SignInCard> SignIns, string SignInsText, DeedPage? Invite, DeedPage? View, IReadOnlyList<LinkPage> More);

    internal sealed record Fact(string Label, string Text, string Href = "");

    /// <param name="Href">Empty where it has no page of its own.</param>
    internal sealed record Row(string Title, string Text, string Href, string Icon, string Amount, ChipPage? Chip);

    internal sealed record LinkPage(string Label, string Href);
}

/// <summary>Something that may be done, behind its name: what it means stands before the button.</summary>
internal sealed record DeedPage(string Label, string Icon, string Text, bool Harms, FormPage Form);
