using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Pages;

/// <summary>Is told of a template of a retailer's own that could not be used.</summary>
internal interface ITemplateFailures
{
    ValueTask NoteAsync(Retailer retailer, string path, string fault);
}
