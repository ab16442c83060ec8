using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>Takes the files that come with a message: so many, so large, and only what they are by their content.</summary>
internal sealed class ContactFiles(PortalDb db, DataFolder folder, RetailerScope scope, RetailerCalendar calendar, IOptions<PortalOptions> options)
{
    public const string Field = "files";

    private const long RoomForWords = 1_000_000;

    /// <summary>What a request with a message may come to, in bytes: as many files as are promised, each at its largest, and room for the words.</summary>
    public static long MostOfRequest(IEndpointRouteBuilder portal)
    {
        var limits = portal.ServiceProvider.GetRequiredService<IOptions<PortalOptions>>().Value.Attachments;
        return limits.MaxFiles * limits.MaxFileBytes + RoomForWords;
    }

    private AttachmentOptions Limits => options.Value.Attachments;

    /// <param name="photos">Nothing but photos.</param>
    public Form Ask(Form form, string label, bool photos = false) => form.Field(new FormField(Field, label, "file")
    {
        Several = true,
        Accept = photos ? FileContent.AcceptedPhotos : FileContent.Accepted,
        Largest = $"{Limits.MaxFileBytes}",
        Hint = $"{(photos ? FileContent.PhotosInWords : FileContent.InWords)}: {Limits.MaxFiles} at most, {Size(Limits.MaxFileBytes)} each. Place and time are taken out of photos.",
    });

    /// <summary>
    /// Keeps what was sent, for the caller to save with its message and then to say <see cref="TakenFiles.Keep"/>. What is refused is said
    /// beside the field; a form that is refused for another reason loses its files, which a browser cannot give back.
    /// </summary>
    /// <param name="customer">Null for the retailer's people, who have no quota of a day.</param>
    /// <param name="log">The ticket that it joins; null for a new one.</param>
    /// <param name="photos">As it was asked.</param>
    public async Task<TakenFiles> TakeAsync(Form form, Customer? customer, ContactLog? log, CancellationToken stop, bool photos = false)
    {
        var taken = new TakenFiles(folder, scope.Current.Id);
        var sent = form.Files(Field);
        if (sent.Count == 0) return taken;
        if (await TooMuchAsync(sent.Count, sent.Sum(file => file.Length), customer, log, stop) is { } fault) form.Refuse(Field, fault);
        foreach (var file in form.IsGood ? sent : [])
        {
            if (file.Length > Limits.MaxFileBytes)
            {
                form.Refuse(Field, $"{FileNames.Shown(file.FileName)}: {Size(file.Length)}, and {Size(Limits.MaxFileBytes)} is the most. Send a smaller copy.");
                break;
            }
            using var copy = new MemoryStream((int)file.Length);
            await file.CopyToAsync(copy, stop);
            var content = FileContent.Of(file.FileName, copy.ToArray(), photos);
            if (content.Fault != "")
            {
                form.Refuse(Field, $"{FileNames.Shown(file.FileName)}: {content.Fault}");
                break;
            }
            await taken.AddAsync(new ContactFile
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(calendar.UtcNow).AddMilliseconds(taken.Count)),   // ids of one millisecond have no order, and files are shown by theirs
                AccountNumber = log?.AccountNumber ?? customer!.AccountNumber,
                Name = FileNames.Safe(file.FileName, content.Kind),
                Kind = content.Kind,
                Bytes = content.Content.Length,
                At = calendar.UtcNow,
                FromCustomer = customer is not null,
            }, content.Content, stop);
        }
        if (!form.IsGood) form.Refuse(Field, "Please choose your files again: what you typed is kept, but a browser forgets files.");
        return taken;
    }

    /// <summary>"312 KB", "1.4 MB".</summary>
    public string Size(long bytes) => SizeIn(bytes, scope.Current.Wording);

    public static string SizeIn(long bytes, Wording words) => bytes < 1_000_000 ? $"{words.Number((bytes + 999) / 1000)} KB" : $"{(bytes / 1e6m).ToString("0.#", words.Culture)} MB";

    private async Task<string?> TooMuchAsync(int count, long bytes, Customer? customer, ContactLog? log, CancellationToken stop)
    {
        if (count > Limits.MaxFiles) return $"{count} files were chosen, and {Limits.MaxFiles} go with one message. Send the others with your next one.";
        var held = log?.Messages.SelectMany(message => message.Files).Sum(file => file.Bytes) ?? 0;
        if (held + bytes > Limits.MaxTicketBytes) return $"All files of one ticket may come to {Size(Limits.MaxTicketBytes)}; this one has {Size(held)}, and you chose {Size(bytes)}.";
        if (customer is null) return null;
        var dayAgo = calendar.UtcNow.AddDays(-1);
        var today = await db.ContactFiles.For(customer).Where(file => file.FromCustomer && file.At > dayAgo).SumAsync(file => file.Bytes, stop);
        return today + bytes > Limits.MaxAccountBytesADay ? $"An account may send {Size(Limits.MaxAccountBytesADay)} of files in 24 hours, and you have reached that. Please send the rest tomorrow, or call us." : null;
    }
}

/// <summary>Files that are stored, and not yet saved with their message: they go again, unless <see cref="Keep"/> is said.</summary>
internal sealed class TakenFiles(DataFolder folder, string retailerId) : IDisposable
{
    private readonly List<ContactFile> _files = [];
    private bool _keep;

    public List<ContactFile> Rows => [.. _files];
    public int Count => _files.Count;

    public async Task AddAsync(ContactFile file, byte[] content, CancellationToken stop)
    {
        _files.Add(file);
        await File.WriteAllBytesAsync(PathOf(folder, retailerId, file), content, stop);
    }

    /// <summary>Their message is saved.</summary>
    public void Keep() => _keep = true;

    public void Dispose()
    {
        if (_keep) return;
        foreach (var file in _files) File.Delete(PathOf(folder, retailerId, file));
    }

    public static string PathOf(DataFolder folder, string retailerId, ContactFile file) => folder.Of(retailerId, "attachments", file.Id.ToString("N"));
}
