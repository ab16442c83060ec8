using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Help;

internal static class HelpHosting
{
    public static IServiceCollection AddPortalHelp(this IServiceCollection services) =>
        services.AddScoped<HelpReader>().AddScoped<MissedSearches>().AddScoped<IOpening, FirstAnswers>().AddSingleton<AnswerShelf>().AddScoped<IAnswers, OwnAnswers>();

    /// <summary>A retailer begins with the answers of its faqs.json; from then on its own edits count, and the file is not read again.</summary>
    private sealed class FirstAnswers(RetailerScope scope, PortalDb db) : IOpening
    {
        public async Task OpenAsync(CancellationToken stop)
        {
            var path = Path.Combine(scope.Current.Folder, "faqs.json");
            if (scope.Current.Folder == "" || !File.Exists(path) || await db.Faqs.AnyAsync(stop)) return;
            db.Faqs.AddRange(await FaqFile.ReadAsync(path, stop));
            await db.SaveChangesAsync(stop);
        }
    }
}
