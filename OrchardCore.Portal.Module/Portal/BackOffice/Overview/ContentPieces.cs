using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.Help;
using OrchardCore.Portal.Notifications;

namespace OrchardCore.Portal.BackOffice.Overview;

/// <summary>Whether answers help, drafts that wait, and what was looked for in vain.</summary>
internal static class AnswerPiece
{
    private const int Fresh = 7;

    public static async Task<Piece> OfAsync(Sight sight, CancellationToken stop)
    {
        var (db, words) = (sight.Db, sight.Words);
        var faqs = await db.Faqs.AsNoTracking().GroupBy(_ => 1).Select(all => new
        {
            Drafts = all.Count(faq => !faq.IsPublished || faq.DraftAnswer != null),
            Helped = all.Sum(faq => faq.Helped),
            Not = all.Sum(faq => faq.DidNotHelp),
        }).SingleOrDefaultAsync(stop) ?? new { Drafts = 0, Helped = 0, Not = 0 };
        var since = sight.Calendar.UtcNow.AddDays(-Fresh);
        var missed = await db.MissedSearches.AsNoTracking().Where(search => search.LastAt >= since).OrderByDescending(search => search.Times).ThenBy(search => search.Words).Select(search => search.Words).ToListAsync(stop);

        var href = sight.Href(Answers.AnswerList.Path);
        List<Need> needs = [];
        if (faqs.Drafts > 0) needs.Add(new("pencil", "flat", $"{words.Count(faqs.Drafts, "answer", "answers")} waiting as a draft", "Read once more and publish.", href));
        if (missed.Count > 0) needs.Add(new("search", "flat", $"{words.Count(missed.Count, "search", "searches")} that found nothing", $"This week in Help: {string.Join(", ", missed.Take(3).Select(one => $"“{one}”"))}{(missed.Count > 3 ? " and others" : "")}.", href));
        return new()
        {
            Needs = needs,
            Shares = [ShareCard.Of("helped", "Answers that helped", (href, "Answers"), faqs.Helped + faqs.Not == 0 ? "Nobody has voted under an answer yet." : $"{words.Count(faqs.Helped + faqs.Not, "vote", "votes")} under the answers of Help.", words, ("Helped", faqs.Helped), ("Did not", faqs.Not))],
        };
    }
}

internal static class BrandPiece
{
    public static async Task<Piece> OfAsync(Sight sight, CancellationToken stop) =>
        await sight.Db.LookDrafts.AsNoTracking().Select(draft => new { draft.SavedBy, draft.SavedAt }).FirstOrDefaultAsync(stop) is { } draft
            ? new() { Needs = [new("palette", "flat", "A look is waiting as a draft", $"Saved by {draft.SavedBy}, {new OfficeTime(sight.Words, sight.Calendar).Of(draft.SavedAt)}. Customers see the published one.", sight.Href(BrandEditor.BrandEditor.Path))] }
            : new();
}

internal static class MailPiece
{
    private const int Fresh = 7;

    public static async Task<Piece> OfAsync(Sight sight, CancellationToken stop)
    {
        var since = sight.Calendar.UtcNow.AddDays(-Fresh);
        var lost = await sight.Db.Mail.AsNoTracking().CountAsync(mail => mail.DueAt == null && mail.SentAt == null && mail.CreatedAt >= since, stop);
        return lost == 0 ? new() : new() { Needs = [new("mail", "warn", $"{sight.Words.Count(lost, "mail", "mails")} not delivered", "Given up this week; the list says why.", sight.Href(MailList.Path))] };
    }
}
