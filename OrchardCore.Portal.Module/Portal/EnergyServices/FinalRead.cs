using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>
/// The last reading of a service, given by the customer who leaves it: form, review, confirm, in this order (OWASP ASVS 5, 2.3.1). What
/// was reviewed travels sealed, so nobody can confirm what was not reviewed; and it is checked again, since the meter may have been read
/// in the meantime. Nothing is written before the confirmation.
/// </summary>
internal static class FinalRead
{
    private static readonly TimeSpan SealLasts = TimeSpan.FromHours(2);

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/services/{id:int}/final-read", Show).RequireAuthorization(Policies.Customer);
        portal.MapPost("/services/{id:int}/final-read", Review).RequireAuthorization(Policies.Customer);
        portal.MapPost("/services/{id:int}/final-read/change", Change).RequireAuthorization(Policies.Customer);
        portal.MapPost("/services/{id:int}/final-read/confirm", Confirm).RequireAuthorization(Policies.Customer);
    }

    private static Task<IResult> Show(int id, HttpContext context, Parts parts, CancellationToken stop) =>
        InAsync(id, context, parts, (service, asked) => Task.FromResult<IResult>(FormPage(service, asked, asked.Ask(Form.Fresh(context)), parts)), stop);

    private static Task<IResult> Review(int id, HttpContext context, Parts parts, CancellationToken stop) =>
        InAsync(id, context, parts, async (service, asked) =>
        {
            var form = asked.Ask(await Form.SentAsync(context, stop));
            return form.IsGood ? ReviewPage(service, asked, form, parts) : FormPage(service, asked, form, parts);
        }, stop);

    private static Task<IResult> Change(int id, HttpContext context, Parts parts, CancellationToken stop) =>
        InAsync(id, context, parts, async (service, asked) =>
            await UnsealedAsync(service, context, parts, stop) is { } form ? FormPage(service, asked, asked.Ask(form), parts) : Again(service, context, parts), stop);

    private static Task<IResult> Confirm(int id, HttpContext context, Parts parts, CancellationToken stop) =>
        InAsync(id, context, parts, async (service, asked) =>
        {
            if (await UnsealedAsync(service, context, parts, stop) is not { } form) return Again(service, context, parts);
            asked.Ask(form);
            if (!form.IsGood) return FormPage(service, asked, form, parts);
            switch (await parts.Contacts.OpenAsync(parts.Customer, ToContact(service, asked, form, parts), stop))
            {
                case OpenOutcome.Opened(var log):
                    parts.Notices.Put(context, "good", ContactWords.Sent(log));
                    return TypedResults.LocalRedirect(Links.To($"/contact/{log.Reference}"));
                case OpenOutcome.AlreadyOpen(var reference):   // the second click of a double one
                    return TypedResults.LocalRedirect(Links.To($"/contact/{reference}"));
                default:
                    form.RefuseAll(ContactWords.TooMany);
                    return FormPage(service, asked, form, parts);
            }
        }, stop);

    private static NewContact ToContact(EnergyService service, FinalReadForm asked, Form form, Parts parts) =>
        new(MessageTypes.FinalRead, $"This is my final read of meter {service.MeterNumber}, {service.AddressText}.")
        {
            MeterNumber = service.MeterNumber,
            Details = asked.InWords(form),
            Once = PendingRead.Once(service.Id),
            Also = log => parts.Db.Add(asked.ToRow(form, log)),
        };

    /// <summary>The customer's own service, where a final read of it is possible and none is on its way.</summary>
    private static async Task<IResult> InAsync(int id, HttpContext context, Parts parts, Func<EnergyService, FinalReadForm, Task<IResult>> step, CancellationToken stop)
    {
        if (await parts.Db.EnergyServices.For(parts.Customer).SingleOrDefaultAsync(service => service.Id == id, stop) is not { } service) return TypedResults.NotFound();
        if ((await PendingRead.OfAsync(parts.Db, parts.Customer, stop)).TryGetValue(id, out var reference))
        {
            parts.Notices.Put(context, "warn", $"{parts.Words.Word("You have sent us a final read of this meter already. Your reference is")} {reference}.");
            return TypedResults.LocalRedirect(Links.To($"/contact/{reference}"));
        }
        if (!FinalReadRules.IsPossible(service, parts.Calendar.Today))
        {
            parts.Notices.Put(context, "warn", parts.Words.Word("This service cannot take a final read. If you think it should, write to us."));
            return TypedResults.LocalRedirect(Links.To("/services"));
        }
        return await step(service, new FinalReadForm(service, await MeterRegister.OfAsync(parts.Db, service, parts.Calendar, stop), parts.Customer, parts.Words, parts.Calendar));
    }

    private static ITimeLimitedDataProtector Sealer(EnergyService service, Parts parts) =>
        parts.Protection.CreateProtector("Portal.FinalRead", $"{service.Id}", $"{parts.Customer.UserId:N}").ToTimeLimitedDataProtector();

    private static async Task<Form?> UnsealedAsync(EnergyService service, HttpContext context, Parts parts, CancellationToken stop)
    {
        var held = (await Form.SentAsync(context, stop))["sealed"];
        try
        {
            return Form.Kept(context, JsonSerializer.Deserialize<Dictionary<string, string>>(Sealer(service, parts).Unprotect(held))!);
        }
        catch (CryptographicException)
        {
            return null;   // too old, of another service or person, or made up
        }
    }

    private static RedirectHttpResult Again(EnergyService service, HttpContext context, Parts parts)
    {
        parts.Notices.Put(context, "warn", parts.Words.Word("Your answers were kept for two hours only. Please fill in the form again."));
        return TypedResults.LocalRedirect(Links.To($"/services/{service.Id}/final-read"));
    }

    private static Page<Model> FormPage(EnergyService service, FinalReadForm asked, Form form, Parts parts)
    {
        var words = parts.Words;
        var page = form.ToPage($"/services/{service.Id}/final-read", words.Word("Continue"));
        return new Page<Model>("EnergyServices/FinalRead", words.Word("Final read"), new Model(
            Head(service, words, 0), page, asked.Sections(page), Links.To("/services")));
    }

    private static Page<ReviewModel> ReviewPage(EnergyService service, FinalReadForm asked, Form form, Parts parts)
    {
        var words = parts.Words;
        var action = $"/services/{service.Id}/final-read";
        return new Page<ReviewModel>("EnergyServices/FinalReadReview", words.Word("Check your final read"), new ReviewModel(
            Head(service, words, 1),
            [.. asked.InWords(form).Select(line => new FactPage(line.Label, line.Text))],
            Sealer(service, parts).Protect(JsonSerializer.Serialize(asked.Kept(form)), SealLasts),
            form.ToPage($"{action}/confirm", words.Word("Send my final read")), Links.To($"{action}/change"), words.Word("Change")));
    }

    private static HeadPage Head(EnergyService service, Wording words, int step) => new(
        words.Word(step == 0 ? "Final read" : "Check your final read"), Links.To("/services"), words.Word("Services"),
        ServiceWords.Icon(service.Type), $"{ServiceWords.TypeOf(service.Type, words)}, {words.Word("meter")} {service.MeterNumber}", service.AddressText,
        [.. new[] { "Your reading", "Check", "Done" }.Select((label, at) => new StepPage(words.Word(label), at == step))]);

    /// <summary>What every step works with.</summary>
    internal sealed record Parts(Customer Customer, PortalDb Db, RetailerScope Scope, RetailerCalendar Calendar, Contacts Contacts, Notices Notices, IDataProtectionProvider Protection)
    {
        public Wording Words => Scope.Current.Wording;
    }

    internal sealed record Model(HeadPage Head, FormPage Form, IReadOnlyList<FinalReadForm.Section> Sections, string CancelHref);
    internal sealed record ReviewModel(HeadPage Head, IReadOnlyList<FactPage> Facts, string Sealed, FormPage Form, string ChangeAction, string ChangeLabel);
    internal sealed record HeadPage(string Title, string BackHref, string BackLabel, string Icon, string Service, string Address, IReadOnlyList<StepPage> Steps);
    internal sealed record StepPage(string Label, bool Current);
    internal sealed record FactPage(string Label, string Text);
}
