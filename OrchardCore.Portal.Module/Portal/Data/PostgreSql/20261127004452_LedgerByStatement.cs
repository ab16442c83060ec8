using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrchardCore.Portal.Data.PostgreSql
{
    /// <inheritdoc />
    public partial class LedgerByStatement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ledger_StatementNumber",
                table: "ledger");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_StatementNumber",
                table: "ledger",
                column: "StatementNumber",
                filter: "\"StatementNumber\" <> ''");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ledger_StatementNumber",
                table: "ledger");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_StatementNumber",
                table: "ledger",
                column: "StatementNumber");
        }
    }
}
