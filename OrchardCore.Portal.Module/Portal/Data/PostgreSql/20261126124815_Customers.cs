using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrchardCore.Portal.Data.PostgreSql
{
    /// <inheritdoc />
    public partial class Customers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_mailed_links_AccountNumber",
                table: "mailed_links",
                column: "AccountNumber");

            migrationBuilder.CreateIndex(
                name: "IX_account_access_AccountNumber",
                table: "account_access",
                column: "AccountNumber");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_mailed_links_AccountNumber",
                table: "mailed_links");

            migrationBuilder.DropIndex(
                name: "IX_account_access_AccountNumber",
                table: "account_access");
        }
    }
}
