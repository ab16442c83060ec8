using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Help;

/// <summary>The answers of the portal's own editor.</summary>
internal sealed class OwnAnswers(PortalDb db, RetailerScope scope, AnswerShelf shelf, TimeProvider clock) : IAnswers
{
    public async ValueTask<AnswerBook> ReadAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (shelf.Find(scope.Current.Id, now) is { } kept) return kept;
        var turn = shelf.Turn(scope.Current.Id);
        var published = await db.Faqs.AsNoTracking().Where(faq => faq.IsPublished).OrderBy(faq => faq.Order).ThenBy(faq => faq.Id).ToListAsync(stop);
        var faqs = published.Where(faq => faq.IsShownAt(now.UtcDateTime)).ToList();
        var first = faqs.Select(faq => faq.Category).Distinct().ToList();
        var book = new AnswerBook($"{now.UtcTicks}", [.. faqs.OrderBy(faq => first.IndexOf(faq.Category))
            .Select(faq => new Answer(faq.Id.ToString(CultureInfo.InvariantCulture), faq.Slug, faq.Category, faq.Question, faq.Answer, faq.UpdatedAt))]);
        // The book ends at the moment at which the next answer comes or goes.
        var changes = published.SelectMany(faq => new[] { faq.ShowFrom, faq.ShowUntil }).OfType<DateTime>().Where(at => at > now.UtcDateTime).Select(at => new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)));
        shelf.Keep(scope.Current.Id, turn, book, changes.Append(now + AnswerShelf.Kept).Min());
        return book;
    }
}

/// <summary>The books of answers that this process has at hand. A change of one empties its place here at once, and in the other processes by <see cref="Announcements"/>.</summary>
internal sealed class AnswerShelf
{
    private const string Topic = "answers";

    /// <summary>For a process that missed the word of a change.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, Place> _byRetailer = new(StringComparer.Ordinal);
    private readonly Announcements _announcements;

    public AnswerShelf(Announcements announcements)
    {
        _announcements = announcements;
        announcements.Listen(Topic, retailer => _byRetailer.AddOrUpdate(retailer, new Place(1, null, default), (_, place) => new Place(place.Turn + 1, null, default)));
    }

    public AnswerBook? Find(string retailer, DateTimeOffset now) => _byRetailer.TryGetValue(retailer, out var place) && now < place.Until ? place.Book : null;

    /// <summary>To be asked before the answers are read: a book that was read while somebody changed one is not kept.</summary>
    public long Turn(string retailer) => _byRetailer.GetOrAdd(retailer, new Place(0, null, default)).Turn;

    public void Keep(string retailer, long turn, AnswerBook book, DateTimeOffset until) =>
        _byRetailer.AddOrUpdate(retailer, new Place(turn, book, until), (_, place) => place.Turn == turn ? new Place(turn, book, until) : place);

    /// <summary>To be said after a change was saved.</summary>
    public void Changed(string retailer) => _announcements.Say(Topic, retailer);

    private sealed record Place(long Turn, AnswerBook? Book, DateTimeOffset Until);
}
