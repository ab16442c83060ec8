using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.Environment.Shell;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Help;

namespace Portal.Orchard.Answers;

/// <summary>A tenant begins with the answers of the faqs.json in its portal folder, as published items; from then on its own edits count.</summary>
internal static class FirstAnswers
{
    public static async Task AddAsync(ShellScope scope)
    {
        var services = scope.ServiceProvider;
        var path = services.GetRequiredService<DataFolder>().Of(services.GetRequiredService<ShellSettings>().Name, "faqs.json");
        if (!File.Exists(path)) return;
        var contents = services.GetRequiredService<IContentManager>();
        foreach (var faq in await FaqFile.ReadAsync(path, CancellationToken.None))
        {
            var item = await contents.NewAsync(FaqType.Name);
            item.DisplayText = faq.Question;
            item.Merge(new JsonObject
            {
                ["TitlePart"] = new JsonObject { ["Title"] = faq.Question },
                [FaqType.Name] = new JsonObject
                {
                    ["Category"] = new JsonObject { ["Text"] = faq.Category },
                    ["Answer"] = new JsonObject { ["Markdown"] = faq.Answer },
                    ["Order"] = new JsonObject { ["Value"] = faq.Order },
                },
            });
            await contents.CreateAsync(item, VersionOptions.Published);
        }
    }
}
