using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrchardCore.Portal.Data.Sqlite
{
    /// <summary>The day on which a ticket was settled, for those that were before it was kept: to the day in UTC, since a database does not know where its retailer is.</summary>
    public partial class SettledDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            update contact_logs set "SettledOn" = substr(coalesce("ResolvedAt", "EndedAt"), 1, 10)
            where "SettledOn" is null and "Status" in ('Resolved', 'Closed', 'Withdrawn', 'Rejected')
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) { }
    }
}
