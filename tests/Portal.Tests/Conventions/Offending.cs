using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;

// What the convention tests must catch. The namespaces stand for folders of the portal.
namespace OrchardCore.Portal.Tests.Conventions.Offending.Dashboard
{
    internal sealed record TellingPage(string Title, Statement Statement);

    internal static class LeakyDashboard
    {
        public static int Count(PortalDb db, string number) => db.Statements.Count(statement => statement.Number == number);
    }
}

namespace OrchardCore.Portal.Tests.Conventions.Offending.Statements
{
    internal static class HastyWriter
    {
        public static int Write(PortalDb db) => db.SaveChanges();
    }

    internal static class SecretWriter
    {
        public static int Write(PortalDb db)
        {
            using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "delete from ledger";
            return command.ExecuteNonQuery();
        }
    }
}

namespace OrchardCore.Portal.Tests.Conventions.Offending.Words
{
    internal static class CuriousWords
    {
        public static string Of(Statement statement) => statement.Number;
    }
}

namespace OrchardCore.Portal.Tests.Conventions.Offending.BackOffice
{
    internal static class SilentScreen
    {
        public static void Map(IEndpointRouteBuilder portal) => portal.MapPost("/admin/silent", () => "done").ForOffice(Policies.SeeAudit);
    }
}
