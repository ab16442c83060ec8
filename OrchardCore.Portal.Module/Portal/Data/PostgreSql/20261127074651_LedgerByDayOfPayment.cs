using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrchardCore.Portal.Data.PostgreSql
{
    /// <inheritdoc />
    public partial class LedgerByDayOfPayment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ledger_On_Kind",
                table: "ledger");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_On",
                table: "ledger",
                column: "On",
                filter: "\"Kind\" IN ('Payment', 'Refund')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ledger_On",
                table: "ledger");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_On_Kind",
                table: "ledger",
                columns: new[] { "On", "Kind" });
        }
    }
}
