using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Branding;

/// <summary>Packs what a retailer has published, and publishes it at another. What comes in is looked at as if an editor had typed it: the file may have been changed on the way.</summary>
internal sealed class CarryBrand(PortalDb db, LookShelf looks, TemplateShelf templates, PictureUpload pictures, IReadOnlyList<TemplateInfo> known, AuditTrail trail, RetailerScope scope)
{
    private const string By = "Taken over";

    public async Task<CarriedBrand> PackAsync(bool look, bool ownTemplates, CancellationToken stop)
    {
        var brand = scope.Current.Brand;
        Dictionary<string, byte[]> packed = [];
        foreach (var name in look ? new[] { brand.Logo, brand.LogoDark, brand.Icon } : [])
            if (name != "" && await ContentOfAsync(name, stop) is { } content) packed[name] = content;
        return new CarriedBrand(look ? Look.Of(scope.Current) : null, packed, ownTemplates ? scope.Current.OwnTemplates : new Dictionary<string, string>());
    }

    /// <returns>What was refused, one sentence each; the rest is published.</returns>
    public async Task<IReadOnlyList<string>> UnpackAsync(CarriedBrand carried, string from, CancellationToken stop)
    {
        List<string> refused = [];
        if (carried.Look is { } look) await PublishAsync(look, carried.Pictures, from, refused, stop);
        foreach (var (path, text) in carried.Templates) await PublishAsync(path, text, from, refused, stop);
        return refused;
    }

    private async Task PublishAsync(Look look, IReadOnlyDictionary<string, byte[]> content, string from, List<string> refused, CancellationToken stop)
    {
        async Task<string> TakenAsync(string name)
        {
            if (content.GetValueOrDefault(name) is not { } picture) return "";
            var (taken, fault) = await pictures.TakeAsync(picture, stop);
            if (fault != "") refused.Add($"{name}: {fault}");
            return taken;
        }
        look = look with { Brand = look.Brand with { Logo = await TakenAsync(look.Brand.Logo), LogoDark = await TakenAsync(look.Brand.LogoDark), Icon = await TakenAsync(look.Brand.Icon) } };
        List<string> faults = [.. RetailerFile.FaultsOf(look.On(scope.Current)), .. look.Faults()];
        try
        {
            if (faults.Count > 0) throw new FormatException(string.Join("; ", faults) + ".");
            trail.Note("Branding", By, from, "/admin/branding", AuditTrail.Changes(("Look", "", string.Join(", ", LookChanges.Between(looks.Published, look)))));
            if (!await looks.TakeOverAsync(look, from, By, stop)) refused.Add("Look: somebody published at the same moment.");
        }
        catch (FormatException fault)
        {
            db.ChangeTracker.Clear();
            refused.Add($"Look: {fault.Message}");
        }
    }

    private async Task PublishAsync(string path, string? text, string from, List<string> refused, CancellationToken stop)
    {
        if (text is null)
        {
            refused.Add($"{path}: expected a text.");
            return;
        }
        if (known.All(template => template.Path != path))
        {
            refused.Add($"{path}: there is no template of this name.");
            return;
        }
        if (await db.TemplatesInUse.AnyAsync(own => own.Path == path && own.Text == text, stop)) return;   // the same file again changes nothing
        try
        {
            trail.Note("Templates", By, path, "/admin/templates", AuditTrail.Changes(("From", "", from)));
            if (!await templates.TakeOverAsync(path, text, By, stop)) refused.Add($"{path}: somebody published at the same moment.");
        }
        catch (TemplateFaultException fault)
        {
            db.ChangeTracker.Clear();
            refused.Add(fault.Message);
        }
    }

    /// <summary>An uploaded picture, or one that lies in the retailer's folder: the database lies there too, and its name can be that of a logo.</summary>
    private async Task<byte[]?> ContentOfAsync(string name, CancellationToken stop)
    {
        if (name.StartsWith(BrandFiles.Uploaded, StringComparison.Ordinal))
        {
            var uploaded = name[BrandFiles.Uploaded.Length..];
            return await db.BrandPictures.Where(picture => picture.Name == uploaded).Select(picture => picture.Content).SingleOrDefaultAsync(stop);
        }
        var path = Path.Combine(scope.Current.Folder, Path.GetFileName(name));
        if (new FileInfo(path) is not { Exists: true, Length: <= PictureUpload.MostBytes }) return null;
        var content = await File.ReadAllBytesAsync(path, stop);
        return PictureUpload.IsPicture(content) ? content : null;
    }
}
