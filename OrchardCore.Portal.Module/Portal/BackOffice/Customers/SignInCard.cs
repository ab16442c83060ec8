using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.SignIn.Sessions;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>A person who gets into the account, and how they stand with us. Nothing here could sign anybody in.</summary>
/// <param name="Others">The other accounts that the same sign-in reaches: what is done to it is done to all.</param>
/// <param name="SecondFactor">"On" or "Not set up".</param>
/// <param name="SecondStepHref">Where it is turned off; empty where it is not on, or not theirs to turn off.</param>
internal sealed record SignInCard(
    string Name, string Email, ChipPage State, string LastSeen, string Others, string SecondFactor, string SecondStepHref, IReadOnlyList<SignInCard.Browser> Browsers, string StaffText, IReadOnlyList<DeedPage> Deeds)
{
    internal sealed record Browser(string Name, string Text);

    /// <summary>All of an account's, with what may be done while there is none.</summary>
    internal sealed record All(AccessState State, string Text, DeedPage? Invite, IReadOnlyList<SignInCard> Cards);

    public static async Task<All> OfAsync(PortalDb db, Deeds deeds, OfficeTime time, CancellationToken stop)
    {
        var (account, now) = (deeds.Account, time.Calendar.UtcNow);
        var users = await CustomerSignIns.Of(db, account.AccountNumber).AsNoTracking().OrderBy(user => user.Email).ToListAsync(stop);
        var invited = await db.MailedLinks.AsNoTracking().Where(link => link.AccountNumber == account.AccountNumber && link.Purpose == LinkPurpose.Activation && link.UsedAt == null && link.ExpiresAt > now)
            .OrderByDescending(link => link.CreatedAt).FirstOrDefaultAsync(stop);
        List<SignInCard> cards = [];
        foreach (var user in users) cards.Add(await CardAsync(db, user, deeds, time, stop));
        var text = (users.Count, invited) switch
        {
            ( > 0, _) => "",
            (_, { } link) => $"An activation link went to {link.Email} on {time.Of(link.CreatedAt)}. It works until {time.Of(link.ExpiresAt)}.",
            _ => "Nobody has activated this account yet.",
        };
        return new All(AccessState.Of(users, invited is not null, now), text, users.Count > 0 || account.Email == "" ? null : InviteCustomer.Deed(deeds, again: invited is not null), cards);
    }

    private static async Task<SignInCard> CardAsync(PortalDb db, PortalUser user, Deeds deeds, OfficeTime time, CancellationToken stop)
    {
        var now = time.Calendar.UtcNow;
        var on = await SignInSessions.On(db, now).Where(session => session.UserId == user.Id && session.Stamp == user.SecurityStamp).OrderByDescending(session => session.SeenAt).ToListAsync(stop);
        var others = await db.AccountAccess.AsNoTracking().Where(access => access.UserId == user.Id && access.AccountNumber != deeds.Account.AccountNumber).Select(access => access.AccountNumber).Order().ToListAsync(stop);
        var state = AccessState.Of(user, now);
        var staff = user.Role != "";
        return new SignInCard(
            user.Name, user.Email ?? "", new ChipPage(state.Text, state.Tone), time.Of(user.LastSignInAt, "Never"), string.Join(", ", others), user.TwoFactorEnabled ? "On" : "Not set up", user.TwoFactorEnabled && !staff ? TurnOffSecondStep.Href(deeds.Account.AccountNumber, user) : "",
            [.. on.Select(session => new Browser(session.Browser, $"since {time.Of(session.StartedAt)}, last seen {time.Of(session.SeenAt)}"))],
            staff ? "This is one of your own people. Their sign-in is not looked after here." : "",
            staff ? [] : [.. DeedsOf(user, deeds, on.Count > 0)]);
    }

    private static IEnumerable<DeedPage> DeedsOf(PortalUser user, Deeds deeds, bool isIn)
    {
        if (!user.IsClosed) yield return StartReset.Deed(deeds, user);
        if (isIn) yield return EndSessions.Deed(deeds, user);
        yield return user.IsClosed ? LockSignIn.Undo(deeds, user) : LockSignIn.Deed(deeds, user);
    }
}
