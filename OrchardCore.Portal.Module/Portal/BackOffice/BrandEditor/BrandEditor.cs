using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.BrandEditor;

/// <summary>The retailer's look: worked on as a draft beside its preview, published with one press, and gone back from with another.</summary>
internal static class BrandEditor
{
    public const string Path = "/admin/branding";
    private const int Versions = 12;

    // Six to begin with; white can be read on each.
    private static readonly (string Name, string Colour, string Accent)[] Palettes =
        [("Harbour", "#1f4fbf", "#f2a33a"), ("Gum leaf", "#2f6b4f", "#d9822b"), ("Plum", "#6b2f77", "#2bb3a3"), ("Ochre", "#a1461f", "#2f5d8a"), ("Lagoon", "#0a7274", "#e86f4a"), ("Slate", "#37475a", "#c8963e")];

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, async (HttpContext context, Work work, CancellationToken stop) => await work.PageAsync(context, null, stop)).ForOffice(Policies.EditBrand);
        portal.MapPost(Path, async (HttpContext context, Work work, CancellationToken stop) => await work.TakeAsync(context, stop)).ForOffice(Policies.EditBrand);
        portal.MapPost(Path + "/back/{number:int}", async (int number, HttpContext context, Work work, CancellationToken stop) => await work.GoBackAsync(number, context, stop)).ForOffice(Policies.EditBrand);
        BrandPreview.Map(portal);
    }

    internal sealed class Work(PortalDb db, LookShelf shelf, PictureUpload pictures, AuditTrail trail, Notices notices, RetailerScope scope, RetailerCalendar calendar, IReadOnlyList<Feature> features)
    {
        private List<Feature> Menu => [.. features.Where(feature => feature.InMenu && feature.Office == "")];

        public async Task<IResult> TakeAsync(HttpContext context, CancellationToken stop)
        {
            var open = await shelf.OpenAsync(stop);
            var form = BrandForm.Ask(await Form.SentAsync(context, stop), open.Look, Menu);
            var does = form["does"];
            if (!Guid.TryParse(form["edition"], out var edition)) edition = Guid.Empty;
            if (does == "discard") return await shelf.DiscardAsync(edition, stop) ? Done(context, "good", "The draft is gone. The editor shows what customers see.") : Overtaken(context);
            if (form["palette"] is { Length: > 0 } name && Array.Find(Palettes, one => one.Name == name) is { Colour: { } colour } palette)
                return await SaveAsync(open.Look with { Brand = open.Look.Brand with { Colour = colour, Accent = palette.Accent } }, edition, $"The palette “{name}” is in the draft.", context, stop);
            if (!form.IsGood) return await PageAsync(context, form, stop);

            var look = BrandForm.Read(form, open.Look, Menu);
            if (does == "nearest") look = look with { Brand = look.Brand with { Colour = Contrast.Nearest(look.Brand.Colour) } };
            foreach (var (field, put) in new (string, Func<Brand, string, Brand>)[] { ("logo", (brand, file) => brand with { Logo = file }), ("logo-dark", (brand, file) => brand with { LogoDark = file }), ("icon", (brand, file) => brand with { Icon = file }) })
            {
                if (form.File(field) is not { } file) continue;
                var (taken, fault) = await pictures.TakeAsync(file, stop);
                if (fault != "") form.Refuse(field, fault);
                else look = look with { Brand = put(look.Brand, taken) };
            }
            var ratio = Contrast.WithWhite(look.Brand.Colour);
            if (does == "publish" && ratio < Contrast.OfText)
                form.Refuse("colour", string.Create(CultureInfo.InvariantCulture, $"White text on {look.Brand.Colour} has a contrast of {ratio:0.0} to 1; people with low vision need 4.5 to 1 (WCAG 2.2, 1.4.3). The nearest colour that passes is {Contrast.Nearest(look.Brand.Colour)}."));
            if (!form.IsGood) return await PageAsync(context, form, stop);
            if (does != "publish") return await SaveAsync(look, edition, "The draft is saved. The preview shows it; customers do not see it yet.", context, stop);

            if (!await shelf.SaveAsync(look, edition, StaffMember.Of(context.User).Name, stop, SeenIn(form))) return Overtaken(context);
            var draft = await shelf.OpenAsync(stop);
            trail.Note("Branding", "Published", string.Join(", ", LookChanges.Between(shelf.Published, look)), Path);
            return await shelf.PublishAsync(draft.Edition, StaffMember.Of(context.User).Name, stop) ? Done(context, "good", "Published. Customers see the new look from now on, on pages, mails, PDFs and Stripe's page.") : Overtaken(context);
        }

        public async Task<RedirectHttpResult> GoBackAsync(int number, HttpContext context, CancellationToken stop)
        {
            var seen = SeenIn(await Form.SentAsync(context, stop));
            trail.Note("Branding", "Went back", $"Version {number}", Path);
            try
            {
                return await shelf.GoBackAsync(number, seen, StaffMember.Of(context.User).Name, stop) ? Done(context, "good", $"Version {number} is what customers see again.") : Done(context, "bad", "Somebody else published since you opened the page. Here is what customers see now: look at it, then go back.");
            }
            catch (FormatException fault)
            {
                return Done(context, "bad", fault.Message);
            }
        }

        public async Task<Page<Model>> PageAsync(HttpContext context, Form? form, CancellationToken stop)
        {
            Guard.MayFrame(context);
            var open = await shelf.OpenAsync(stop);
            var words = scope.Current.Wording;
            var said = (DateTime at) => words.ShortDate(calendar.DayOf(at));
            var page = (form ?? BrandForm.Ask(Form.Fresh(context), open.Look, Menu)).ToPage(Path, "Save draft");
            var colour = page.Fields.First(field => field.Name == "colour");
            var versions = await db.LookVersions.AsNoTracking().OrderByDescending(version => version.Number).Take(Versions).Select(version => new { version.Number, version.PublishedAt, version.PublishedBy, version.Changes }).ToListAsync(stop);
            return new("BackOffice/BrandEditor/BrandEditor", "Branding", new Model(page, open.Edition.ToString(), open.IsDraft ? $"Draft, saved by {open.SavedBy} on {said(open.SavedAt!.Value)}" : "As customers see it", open.IsDraft,
                Links.To(Path + "/preview"), colour.Error != "" && Contrast.WithWhite(Safe(colour.Value, open.Look)) < Contrast.OfText ? Contrast.Nearest(Safe(colour.Value, open.Look)) : "",
                [.. Palettes.Select(one => new Palette(one.Name, one.Colour))], Groups(page),
                [.. versions.Select((version, at) => new Version($"Version {version.Number}", $"{version.Changes}. {said(version.PublishedAt)}{(version.PublishedBy == "" ? "" : ", " + version.PublishedBy)}", at == 0, Links.To($"{Path}/back/{version.Number}")))], versions.Count == 0 ? "0" : versions[0].Number.ToString(CultureInfo.InvariantCulture)),
                frame: FrameKind.Office);
        }

        private static int SeenIn(Form form) => int.TryParse(form["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var newest) ? newest : -1;

        private static string Safe(string colour, Look look) => BrandForm.IsColour(colour) ? colour : look.Brand.Colour;

        private static List<Group> Groups(FormPage page)
        {
            Group Of(string title, params string[] names) => new(title, [.. page.Fields.Where(field => names.Contains(field.Name))]);
            return
            [
                Of("Name and colours", "name", "legal-name", "colour", "accent"), Of("Logo", "logo", "logo-dark", "icon"), Of("Type and shape", "font", "display-font", "radius", "composition"),
                Of("How to reach you", "phone", "email", "hours", "emergency", "address"), Of("Words", "document", "words"), Of("Foot", "legal", "links"),
                new("Menu", [.. page.Fields.Where(field => field.Name.StartsWith("place/", StringComparison.Ordinal) || field.Name.StartsWith("shown/", StringComparison.Ordinal))], IsMenu: true),
            ];
        }

        private async Task<RedirectHttpResult> SaveAsync(Look look, Guid edition, string saved, HttpContext context, CancellationToken stop)
        {
            trail.Note("Branding", "Saved a draft", string.Join(", ", LookChanges.Between(shelf.Published, look)), Path);
            return await shelf.SaveAsync(look, edition, StaffMember.Of(context.User).Name, stop) ? Done(context, "good", saved) : Overtaken(context);
        }

        private RedirectHttpResult Overtaken(HttpContext context) => Done(context, "bad", "Somebody else saved the branding, or published it, since you opened it. Look at what is here now, then make your change again.");

        private RedirectHttpResult Done(HttpContext context, string tone, string text)
        {
            notices.Put(context, tone, text);
            return TypedResults.LocalRedirect(Links.To(Path));
        }
    }

    internal sealed record Model(FormPage Form, string Edition, string State, bool IsDraft, string PreviewHref, string NearestColour, IReadOnlyList<Palette> Palettes, IReadOnlyList<Group> Groups, IReadOnlyList<Version> Versions, string Newest);
    internal sealed record Palette(string Name, string Colour);
    internal sealed record Group(string Title, IReadOnlyList<FormField> Fields, bool IsMenu = false);
    internal sealed record Version(string Title, string Text, bool Current, string BackAction);
}
