using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrchardCore.Portal.Data.PostgreSql
{
    /// <inheritdoc />
    public partial class PaymentReturns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "What",
                table: "payment_differences");

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "payment_differences",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MethodId",
                table: "autopay_debits",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "payment_returns",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    AccountNumber = table.Column<string>(type: "text", nullable: false),
                    AttemptId = table.Column<Guid>(type: "uuid", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    AnswerBy = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_returns", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_payment_returns_AttemptId",
                table: "payment_returns",
                column: "AttemptId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "payment_returns");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "payment_differences");

            migrationBuilder.DropColumn(
                name: "MethodId",
                table: "autopay_debits");

            migrationBuilder.AddColumn<string>(
                name: "What",
                table: "payment_differences",
                type: "text",
                nullable: false,
                defaultValue: "");
        }
    }
}
