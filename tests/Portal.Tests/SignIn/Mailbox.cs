using System.Text.RegularExpressions;
using MimeKit;

namespace OrchardCore.Portal.Tests.SignIn;

/// <summary>A retailer's mail folder, as people would read it.</summary>
internal static partial class Mailbox
{
    /// <summary>The mails of a kind ("ResetMail") that lie there, oldest first, once there are as many as expected; the background has a minute to write them.</summary>
    /// <param name="to">Only those to this address.</param>
    public static async Task<IReadOnlyList<MimeMessage>> MailsAsync(this PortalApp portal, string retailer, string kind, int expected = 1, string to = "")
    {
        var folder = Path.Combine(portal.DataFolder, "retailers", retailer, "mail");
        for (var tries = 0; ; tries++)
        {
            var files = Directory.Exists(folder) ? Directory.GetFiles(folder, $"*-{kind}-*.eml") : [];
            List<MimeMessage> mails = [.. files.Order(StringComparer.Ordinal).Select(file => MimeMessage.Load(file)).Where(mail => to == "" || mail.To.Mailboxes.Single().Address == to).OrderBy(mail => mail.MessageId, StringComparer.Ordinal)];
            if (mails.Count >= expected) return mails;
            Assert.True(tries < 600, $"{mails.Count} mails of kind {kind} came, not {expected}.");
            await Task.Delay(100);
        }
    }

    /// <summary>Path and query of the link in a mail, as a person would press it.</summary>
    public static string LinkIn(MimeMessage mail, string path)
    {
        var match = Link().Matches(mail.TextBody ?? "").Select(found => new Uri(found.Value)).Single(link => link.AbsolutePath.EndsWith(path, StringComparison.Ordinal));
        return match.PathAndQuery;
    }

    [GeneratedRegex(@"https?://\S+")] private static partial Regex Link();
}
