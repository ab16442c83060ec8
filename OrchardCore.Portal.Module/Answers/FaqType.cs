using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Metadata.Settings;
using OrchardCore.Data.Migration;
using OrchardCore.Environment.Shell.Scope;

namespace Portal.Orchard.Answers;

/// <summary>An answer of Help as a content type: Orchard drafts, publishes, localises and audits it.</summary>
internal sealed class FaqType(IContentDefinitionManager definitions) : DataMigration
{
    public const string Name = "Faq";

    public async Task<int> CreateAsync()
    {
        await definitions.AlterPartDefinitionAsync(Name, part => part
            .WithField("Category", field => field.OfType("TextField").WithDisplayName("Category").WithPosition("1"))
            .WithField("Answer", field => field.OfType("MarkdownField").WithDisplayName("Answer").WithPosition("2"))
            .WithField("Order", field => field.OfType("NumericField").WithDisplayName("Order").WithPosition("3")));
        await definitions.AlterTypeDefinitionAsync(Name, type => type.WithDisplayName("FAQ").WithDescription("A question that the customer portal's Help answers.")
            .Creatable().Listable().Draftable().Versionable().Securable()
            .WithPart("TitlePart", part => part.WithPosition("0"))
            .WithPart(Name, part => part.WithPosition("1")));
        ShellScope.AddDeferredTask(FirstAnswers.AddAsync);   // items can be made once the type is there
        return 1;
    }
}
