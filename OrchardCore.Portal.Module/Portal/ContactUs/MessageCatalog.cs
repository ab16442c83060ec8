using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.ContactUs;

/// <summary>The message types of a retailer: the starter pack (<see cref="MessageTypes"/>) with what the retailer has made of it, then its own.</summary>
internal sealed class MessageCatalog
{
    private readonly Dictionary<string, MessageType> _byKey;

    private MessageCatalog(IEnumerable<OwnMessageType> own)
    {
        var changed = own.ToDictionary(type => type.Key);
        All =
        [
            .. MessageTypes.All.Select(type => changed.Remove(type.Key, out var mine) ? With(type, mine) : type),
            .. changed.Values.OrderBy(type => type.Label, StringComparer.OrdinalIgnoreCase).Select(type => With(new MessageType(type.Key, type.Label, type.Group, type.Subject, type.AnswerIn), type)),
        ];
        _byKey = All.ToDictionary(type => type.Key);
    }

    public IReadOnlyList<MessageType> All { get; }

    public static async Task<MessageCatalog> OfAsync(PortalDb db, CancellationToken stop) => new(await db.OwnMessageTypes.AsNoTracking().ToListAsync(stop));

    /// <summary>The type of a stored ticket; one that left the catalogue since is told in the general words.</summary>
    public MessageType Of(string key) => _byKey.GetValueOrDefault(key) ?? _byKey[MessageTypes.General];

    /// <summary>The type that a form names; null where the drop-down has no such.</summary>
    public MessageType? Offered(string? key) => key is not null && _byKey.TryGetValue(key, out var type) && type.IsOffered ? type : null;

    /// <summary>The type as the row makes it; what the row does not have stays.</summary>
    public static MessageType With(MessageType type, OwnMessageType own) => type with
    {
        Label = own.Label,
        Group = own.Group,
        Subject = own.Subject,
        AnswerIn = own.AnswerIn,
        InHours = own.InHours,
        Priority = own.Priority,
        IsOffered = own.IsOffered && type.Key != MessageTypes.FinalRead,   // that one has a screen of its own
        IsRestricted = own.IsRestricted || type.IsPrivate,
        IsRequest = own.IsRequest,
        AsksStatement = own.AsksStatement,
        Advice = own.AdviceTitle == "" ? null : (type.Advice ?? new Advice("", "")) with { Title = own.AdviceTitle, Text = own.AdviceText },
        Questions = QuestionText.Read(own.Questions, own.Names.Split(' ')).Questions,
    };
}
