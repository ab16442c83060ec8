using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrchardCore.Portal.Data.Sqlite
{
    /// <inheritdoc />
    public partial class AuditFilters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_Area_At",
                table: "audit_entries",
                columns: new[] { "Area", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_Path_At",
                table: "audit_entries",
                columns: new[] { "Path", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_Who_At",
                table: "audit_entries",
                columns: new[] { "Who", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_audit_entries_Area_At",
                table: "audit_entries");

            migrationBuilder.DropIndex(
                name: "IX_audit_entries_Path_At",
                table: "audit_entries");

            migrationBuilder.DropIndex(
                name: "IX_audit_entries_Who_At",
                table: "audit_entries");
        }
    }
}
