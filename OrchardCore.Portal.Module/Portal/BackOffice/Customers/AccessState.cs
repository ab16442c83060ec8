using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>Whether somebody gets into an account, and if not, why: as a chip.</summary>
internal sealed record AccessState(string Text, string Tone)
{
    public static readonly AccessState Never = new("Not activated", "flat"), Invited = new("Invited", "warn"), Active = new("Active", "good"), Paused = new("Paused", "warn"), Locked = new("Locked", "bad");

    /// <param name="signIns">Those that reach the account.</param>
    /// <param name="invited">A mailed link that still works.</param>
    public static AccessState Of(IReadOnlyList<PortalUser> signIns, bool invited, DateTimeOffset now) => signIns switch
    {
        [] => invited ? Invited : Never,
        _ when signIns.All(user => user.IsClosed) => Locked,
        [var only] => Of(only, now),
        _ => Active,
    };

    /// <summary>One sign-in: five wrong passwords pause it for a quarter of an hour, the retailer locks it until they unlock it.</summary>
    public static AccessState Of(PortalUser user, DateTimeOffset now) => user.IsClosed ? Locked : user.LockoutEnd > now ? Paused : Active;

    public Cell ToCell() => Cell.Chip(Text, Tone);
}
