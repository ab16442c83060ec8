using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.BackOffice.People;
using OrchardCore.Portal.SignIn;

namespace OrchardCore.Portal.BackOffice.Overview;

/// <summary>Who of the retailer's people signs in with a password alone.</summary>
internal static class PeoplePiece
{
    public static async Task<Piece> OfAsync(Sight sight, CancellationToken stop)
    {
        var people = await sight.Db.Users.AsNoTracking().Where(user => user.Role != "" && !user.TwoFactorEnabled).OrderBy(user => user.Name).ToListAsync(stop);   // a handful
        var bare = people.Where(user => !user.IsClosed).Select(user => user.Name).ToList();   // nobody gets in with the others' passwords
        return bare.Count == 0 ? new()
            : new() { Needs = [new("shield-check", "flat", $"{sight.Words.Count(bare.Count, "colleague has", "colleagues have")} no second step", $"A stolen password would be enough: {string.Join(", ", bare.Take(3))}{(bare.Count > 3 ? " and others" : "")}.", sight.Href(PeopleList.Path))] };
    }
}
