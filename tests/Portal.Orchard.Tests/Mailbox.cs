using System.Text.RegularExpressions;
using MimeKit;

namespace Portal.Orchard.Tests;

/// <summary>A tenant's mail folder, as people would read it.</summary>
internal static partial class Mailbox
{
    /// <summary>The newest mail of a kind ("ActivationMail") to an address, once there is one.</summary>
    public static async Task<MimeMessage> MailAsync(this OrchardApp portal, string tenant, string kind, string to)
    {
        IReadOnlyList<MimeMessage> found = [];
        await OrchardApp.UntilAsync(() => Task.FromResult((found = portal.MailsTo(tenant, kind, to)).Count > 0));
        return found[^1];
    }

    public static IReadOnlyList<MimeMessage> MailsTo(this OrchardApp portal, string tenant, string kind, string to)
    {
        var folder = Path.Combine(Path.GetDirectoryName(portal.DropFolder(tenant))!, "mail");
        return !Directory.Exists(folder) ? [] :
            [.. Directory.GetFiles(folder, $"*-{kind}-*.eml").Order(StringComparer.Ordinal).Select(file => MimeMessage.Load(file)).Where(mail => mail.To.Mailboxes.Any(one => one.Address == to))];
    }

    /// <summary>Path and query of the link in a mail, as a person would press it.</summary>
    public static string LinkIn(MimeMessage mail, string path) =>
        Link().Matches(mail.TextBody ?? "").Select(found => new Uri(found.Value)).Single(link => link.AbsolutePath.EndsWith(path, StringComparison.Ordinal)).PathAndQuery;

    [GeneratedRegex(@"https?://\S+")] private static partial Regex Link();
}
